package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * Changes that the live stream did not deliver and that a back-fill still has to load. Stays in the resume state until
 * the back-fill is done.
 *
 * @param start first moment missed, server clock; null for the beginning of time, which makes the back-fill a snapshot
 * @param end last moment missed, server clock, inclusive; null if the server has not reported it yet
 */
public record Gap(@Nullable ServerTime start, @Nullable ServerTime end) {

    /** Everything the server has. */
    public static final Gap SNAPSHOT = new Gap(null, null);

    /** Whether the gap reaches back to the beginning of time. */
    public boolean isSnapshot() {
        return start == null;
    }

    /** For people: a noun phrase for the missing changes; times in UTC. */
    @Override
    public String toString() {
        if (start == null) {
            return end == null ? "bindings" : "bindings up to " + end;
        }
        return end == null ? "changes since " + start : "changes from " + start + " to " + end;
    }

    /** The smallest gap that covers both. */
    public Gap union(Gap other) {
        return new Gap(
                start == null || other.start == null ? null : ServerTime.earlier(start, other.start),
                end == null || other.end == null ? null : ServerTime.later(end, other.end));
    }
}
