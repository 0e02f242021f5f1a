package net.leasequery.connect;

import java.time.Instant;
import java.util.Objects;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.record.SignalAnswer;
import net.leasequery.connect.signal.Signal;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a signal {@code resync-gap} for one task: a window of changes is owed again. A pure function of
 * signal, offset and settings.
 *
 * @param restart how to open the stream again; null if the signal is refused
 * @param refusal the reason; null if the signal is carried out
 */
record GapResync(
        TaskSignals.@Nullable Restart restart, @Nullable SignalAnswer refusal) {

    private static final String NOTHING_RECEIVED = "nothing was received yet, and the first snapshot brings everything";

    /**
     * Computes the outcome.
     *
     * @param after position after the signal; the new offset marks the signal as carried out
     * @param stored state at the last record
     * @param now local clock
     */
    static GapResync of(
            Signal signal, SignalPosition after, SourceOffset stored, RequestorSettings settings, Instant now) {
        ResumePosition position = stored.resume().position();
        String reason = reasonToRefuse(signal, stored, settings);
        if (reason != null || position == null) {
            return refused(signal, reason == null ? NOTHING_RECEIVED : reason);
        }
        Gap gap = window(signal, position, now);
        if (gap != null && Objects.requireNonNull(gap.start()).compareTo(Objects.requireNonNull(gap.end())) > 0) {
            return refused(signal, "\"from\" lies in the future of the server's clock");
        }
        boolean byCatchUp = gap != null && settings.bulkQueries().isEmpty();
        SourceOffset owing = stored;
        if (gap != null) {
            owing = byCatchUp ? behind(gap, position, stored) : stored.withMissing(gap);
        }
        SignalAnswer answer = SignalAnswer.done(
                signal.id(),
                (gap == null ? stored.resume().gap() : gap) + " are requested again; event "
                        + (byCatchUp ? "CATCH_UP_COMPLETED" : "GAP_FILLED") + " follows");
        return new GapResync(new TaskSignals.Restart(owing.withSignals(after), false, answer), null);
    }

    private static @Nullable String reasonToRefuse(Signal signal, SourceOffset stored, RequestorSettings settings) {
        if (settings.queryMode() == QueryMode.BULK) {
            return "with query.mode=bulk each poll asks for everything that is missing";
        }
        if (settings.snapshotMode() == SnapshotMode.NEVER) {
            return "snapshot.mode is never, and gaps are only reported; change it";
        }
        if (stored.resume().position() == null) {
            return NOTHING_RECEIVED;
        }
        return signal.from() == null && stored.resume().gap() == null
                ? "no gap is open; give the first moment that is missing, as \"from\""
                : null;
    }

    private static GapResync refused(Signal signal, String reason) {
        return new GapResync(null, SignalAnswer.refused(signal.id(), reason));
    }

    /**
     * Moves the position back to the start of the gap, because without Bulk Leasequery queries the stream itself has to
     * begin there.
     */
    private static SourceOffset behind(Gap gap, ResumePosition position, SourceOffset stored) {
        long lag = position.baseTime().secondsSince(Objects.requireNonNull(gap.start()));
        return stored.with(
                stored.resume()
                        .withPosition(new ResumePosition(
                                position.baseTime(), Math.max(lag, position.lagSeconds()), position.clockSkewMillis())),
                stored.sweepOwed());
    }

    /** Returns the window in the server's clock; null to request the gap that is already owed. */
    private static @Nullable Gap window(Signal signal, ResumePosition position, Instant now) {
        Instant from = signal.from();
        if (from == null) {
            return null;
        }
        Long skew = position.clockSkewMillis();
        Instant there = now.plusMillis(skew == null ? 0 : skew);
        Instant to = signal.to() == null || signal.to().isAfter(there) ? there : signal.to();
        return new Gap(new ServerTime(from.getEpochSecond()), new ServerTime(to.getEpochSecond()));
    }
}
