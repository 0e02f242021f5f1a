package net.leasequery.systemtests.soak;

/**
 * Sums over schedules.
 *
 * @param faults that struck, those of the whole cluster once each
 * @param disconnections that the connectors reported
 * @param snapshots begun
 * @param gaps that servers reported by DataMissing
 * @param duplicates records with the {@code eventId} of an earlier one
 * @param lost keys whose last change is not in the topic
 * @param wrong keys that differ otherwise
 * @param stuck schedules after which the connector did not report in time that it had everything
 */
public record Tally(
        int schedules,
        int faults,
        long disconnections,
        long snapshots,
        long gaps,
        long records,
        long duplicates,
        int lost,
        int wrong,
        int stuck) {

    /** Heading for the line of {@link #toString}. */
    public static final String HEADING = "%9s %7s %14s %9s %6s %11s %11s %5s %6s %6s"
            .formatted(
                    "schedules",
                    "faults",
                    "disconnections",
                    "snapshots",
                    "gaps",
                    "records",
                    "duplicates",
                    "lost",
                    "wrong",
                    "stuck");

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Tally ofStuck(int faults) {
        return new Tally(1, faults, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    static Tally ofClusterFaults(int faults) {
        return new Tally(0, faults, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Tally plus(Tally other) {
        return new Tally(
                schedules + other.schedules,
                faults + other.faults,
                disconnections + other.disconnections,
                snapshots + other.snapshots,
                gaps + other.gaps,
                records + other.records,
                duplicates + other.duplicates,
                lost + other.lost,
                wrong + other.wrong,
                stuck + other.stuck);
    }

    /** Whether nothing was lost or wrong, and every connector recovered. */
    public boolean isClean() {
        return lost == 0 && wrong == 0 && stuck == 0;
    }

    /** Duplicates among all records, in per cent. */
    public double shareOfDuplicates() {
        return records == 0 ? 0 : 100.0 * duplicates / records;
    }

    @Override
    public String toString() {
        return "%,9d %,7d %,14d %,9d %,6d %,11d %,11d %,5d %,6d %,6d"
                .formatted(schedules, faults, disconnections, snapshots, gaps, records, duplicates, lost, wrong, stuck);
    }
}
