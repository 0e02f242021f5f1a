package net.leasequery.streams.history;

import java.util.List;
import java.util.Map;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What of a tenure is certain. A server may report several changes as one even while it is followed without a gap (RFC
 * 7724 section 6), so only between start of state and last exchange of one record is anything certain. Where servers share
 * leases, only as far as the others are known to be complete and do not contradict: the client may have given the lease
 * back to another one, of which the server that tells does not know.
 */
final class Certainty {
    static final String UNOBSERVED = "UNOBSERVED";
    static final String SKEW_UNKNOWN = "SKEW_UNKNOWN";
    static final String CLOCK_STEPPED = "CLOCK_STEPPED";
    static final String START_UNKNOWN = "START_UNKNOWN";
    static final String END_NOT_TOLD = "END_NOT_TOLD";

    /**
     * A greater difference of skews is no measuring error: the server's clock was set. A connector does not notice smaller
     * steps either, so every time that a server tells may be wrong by this much.
     */
    static final long STEP_MILLIS = 5_000;

    /** Protocols count in seconds, and two roundings may add up. */
    private static final long RESOLUTION_MILLIS = 1_000;

    /** How far the clock of a server may be off of which nothing is known. */
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

    /** By how much times of a record may be wrong. */
    long margin(Statement now) {
        return now.skew() == null ? UNKNOWN_SKEW_MILLIS : marginMillis;
    }

    /** Adds what a record of a hold makes certain; before the tenure takes the record's last exchange. */
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

    /** The lease had run out: another server may have seen its end. */
    private static boolean isBeyondPromise(StoredTenure tenure, Statement now) {
        return !tenure.servers().isEmpty() && now.seen() > tenure.expiryOrNever();
    }

    /** Since when the other server is followed and has not said anything else. */
    private long undisputedSince(String other) {
        long from = observation.completeSince(other);
        Statement word = statements.get(other);
        if (word == null) {
            return from;
        }
        if (word.skew() == null) {
            return Observation.NEVER;
        }
        Long start = word.start();
        return start == null ? from : Math.max(from, start + marginMillis);
    }

    /** Whether no other server can have extended a lease unseen until a moment. */
    boolean othersAreComplete(String server, long until) {
        return !group.isShared()
                || group.members().stream().allMatch(other -> other.equals(server) || isCompleteTo(other, until));
    }

    private boolean isCompleteTo(String server, long until) {
        return observation.completeSince(server) != Observation.NEVER && observation.completeTo(server) >= until;
    }

    /** Members that are not yet known to be complete so far. */
    List<String> incomplete(long until) {
        return group.members().stream()
                .filter(member -> !isCompleteTo(member, until))
                .toList();
    }

    /** Draws the conclusions from everything that is known now. */
    void conclude(StoredTenure tenure) {
        GenericRecord record = tenure.record();
        List<?> spans = (List<?>) record.get("certain");
        if (!spans.isEmpty()) {
            long first = State.longOf((GenericRecord) spans.get(0), "from");
            tenure.put("startNotAfter", Math.min(State.longOf(record, "startNotAfter"), first));
        }
        long startNotAfter = State.longOf(record, "startNotAfter");
        List<String> observed = group.members().stream()
                .filter(member -> observation.completeSince(member) <= startNotAfter)
                .sorted()
                .toList();
        tenure.put("observedBy", observed);
        if (observed.size() < group.members().size()) {
            tenure.addTo("doubts", UNOBSERVED);
        } else {
            tenure.removeFrom("doubts", UNOBSERVED);
        }
        boolean sure = TenureRecord.texts(record, "doubts").isEmpty();
        tenure.put("certainty", sure ? "OBSERVED" : "BOUNDED");
    }
}
