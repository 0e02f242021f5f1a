package net.leasequery.streams.history;

import java.util.List;
import java.util.Map;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Determines what of a tenure is certain. A server may report several changes as one even while it is followed without
 * a gap (RFC 7724 section 6), so a record makes certain only the time between its start of state and its last exchange.
 * If servers share leases, that holds only as far as the others are known to be complete and do not contradict: the
 * client may have released the lease at another server, and the reporting server may not know of it.
 */
final class Certainty {
    static final String UNOBSERVED = "UNOBSERVED";
    static final String SKEW_UNKNOWN = "SKEW_UNKNOWN";
    static final String CLOCK_STEPPED = "CLOCK_STEPPED";
    static final String START_UNKNOWN = "START_UNKNOWN";
    static final String END_NOT_REPORTED = "END_NOT_REPORTED";

    /**
     * A greater difference of skews is not a measuring error: the server's clock was set. A connector does not notice
     * smaller steps either, so every time that a server reports may be wrong by this much.
     */
    static final long STEP_MILLIS = 5_000;

    /** Protocols count in seconds, and two roundings may add up. */
    private static final long RESOLUTION_MILLIS = 1_000;

    /** How far the clock of a server may be off if its skew is not known. */
    private static final long UNKNOWN_SKEW_MILLIS = 3_600_000;

    private final Group group;
    private final long marginMillis;
    private final Map<String, Statement> statements;
    private final Observation observation;

    Certainty(Group group, long epsilonMillis, Map<String, Statement> statements, Observation observation) {
        this.group = group;
        this.marginMillis = Math.max(epsilonMillis, RESOLUTION_MILLIS) + STEP_MILLIS;
        this.statements = statements;
        this.observation = observation;
    }

    boolean isShared() {
        return group.isShared();
    }

    /** Returns by how much times of a record may be wrong. */
    long margin(Statement now) {
        return now.skew() == null ? UNKNOWN_SKEW_MILLIS : marginMillis;
    }

    /** Adds what a record of a hold makes certain. Call it before the tenure takes over the record's last exchange. */
    void extend(
            StoredTenure tenure, Statement now, @Nullable Statement before, @Nullable Long since, boolean reopened) {
        if (now.skew() == null) {
            tenure.addTo("doubts", SKEW_UNKNOWN);
            return;
        }
        if (now.isSteppedFrom(before, STEP_MILLIS)) {
            tenure.addTo("doubts", CLOCK_STEPPED);
            tenure.breakAt(now.seen());
            return;
        }
        boolean shared = group.isShared();
        if (shared && (reopened || isBeyondPromise(tenure, now))) {
            tenure.breakAt(now.seen());
        }
        Long last = now.last();
        if (since == null || last == null) {
            return;
        }
        long from = Math.max(since, tenure.unbrokenSince()) + marginMillis;
        long to = last - marginMillis;
        if (!shared) {
            tenure.addCertain(from, to);
            return;
        }
        for (String other : group.members()) {
            if (!other.equals(now.server())) {
                from = Math.max(from, undisputedSince(other));
                to = Math.min(to, observation.completeTo(other));
            }
        }
        tenure.addCertain(from, to);
    }

    /** Whether the lease had run out before this record: another server may have seen its end. */
    private static boolean isBeyondPromise(StoredTenure tenure, Statement now) {
        return !tenure.servers().isEmpty() && now.seen() > tenure.expiryOrNever();
    }

    /** Returns since when the other server is followed and has not contradicted. */
    private long undisputedSince(String other) {
        long from = observation.completeSince(other);
        Statement word = statements.get(other);
        if (word == null || observation.isRetired(other)) {
            return from;
        }
        if (word.skew() == null) {
            return Observation.NEVER;
        }
        Long start = word.start();
        return start == null ? from : Math.max(from, start + marginMillis);
    }

    /** Whether all other servers are complete up to a moment, so none can have extended the lease unseen until then. */
    boolean othersAreComplete(String server, long until) {
        return !group.isShared()
                || group.members().stream().allMatch(other -> other.equals(server) || isCompleteTo(other, until));
    }

    private boolean isCompleteTo(String server, long until) {
        return observation.isRetired(server)
                ? isRetiredBy(server, until)
                : observation.completeSince(server) != Observation.NEVER && observation.completeTo(server) >= until;
    }

    private boolean isRetiredBy(String server, long moment) {
        return observation.isRetired(server) && observation.completeSince(server) <= moment;
    }

    /** Whether nothing more will be known of a server. */
    boolean isRetired(String server) {
        return observation.isRetired(server);
    }

    /** Returns the members that are not yet known to be complete up to a moment. */
    List<String> incomplete(long until) {
        return group.members().stream()
                .filter(member -> !isCompleteTo(member, until))
                .toList();
    }

    /** Updates bounds, observers and certainty of a tenure from what is known now. */
    void conclude(StoredTenure tenure) {
        GenericRecord record = tenure.record();
        List<?> spans = (List<?>) record.get("certain");
        if (!spans.isEmpty()) {
            long first = State.longOf((GenericRecord) spans.get(0), "from");
            tenure.put("startNotAfter", Math.min(State.longOf(record, "startNotAfter"), first));
        }
        long startNotAfter = State.longOf(record, "startNotAfter");
        // Where servers share nothing, only those matter that reported the lease.
        List<String> concerned = group.members().stream()
                .filter(member -> group.isShared() || tenure.servers().contains(member))
                .filter(member -> !isRetiredBy(member, startNotAfter))
                .toList();
        List<String> observed = concerned.stream()
                .filter(member -> observation.completeSince(member) <= startNotAfter)
                .sorted()
                .toList();
        tenure.put("observedBy", observed);
        if (observed.size() < concerned.size()) {
            tenure.addTo("doubts", UNOBSERVED);
        } else {
            tenure.removeFrom("doubts", UNOBSERVED);
        }
        boolean sure = TenureRecord.texts(record, "doubts").isEmpty();
        tenure.put("certainty", sure ? "OBSERVED" : "BOUNDED");
    }
}
