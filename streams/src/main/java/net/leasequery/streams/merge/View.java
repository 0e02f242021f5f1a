package net.leasequery.streams.merge;

import org.jspecify.annotations.Nullable;

/**
 * What one server says of one address. All times are milliseconds since 1970-01-01 UTC in the workers' clock, or in
 * the server's where its skew is not known.
 *
 * @param server member of the group
 * @param state as in the binding; only {@code ACTIVE} is a lease in force
 * @param client whom it names, of the present or of the last lease; null if nobody
 * @param lastTransaction last exchange between server and client
 * @param stateStart when the address entered the state
 * @param expiry end of the lease
 * @param infinite the lease has no end
 * @param remote made by another server (RFC 6926 section 6.2.8); null where that cannot be told
 * @param inferred concluded from an answer that lacks the address; names no client
 * @param eventId of the record
 * @param recordedAt timestamp of the record: when the worker took it
 */
public record View(
        String server,
        String state,
        @Nullable String client,
        @Nullable Long lastTransaction,
        @Nullable Long stateStart,
        @Nullable Long expiry,
        boolean infinite,
        @Nullable Boolean remote,
        boolean inferred,
        String eventId,
        long recordedAt) {

    private static final long NEVER = Long.MIN_VALUE;

    /** Whether the server says that a client holds the address. */
    public boolean holds() {
        return state.equals("ACTIVE");
    }

    /** Whether the server says so, and the lease has not run out by then. */
    public boolean holdsAt(long moment) {
        return holds() && (infinite || expiry == null || expiry > moment);
    }

    /**
     * What views are ordered by: the last transaction, or the start of the state of a view that has none. That is
     * each of the three comparisons of RFC 6926 section 7.6.
     */
    long changedAt() {
        if (lastTransaction != null) {
            return lastTransaction;
        }
        return stateStart != null ? stateStart : NEVER;
    }

    /** Whether both speak of one exchange with one client. */
    boolean isOfSameTransaction(View other, long epsilonMillis) {
        return couldNameSameClient(other) && Math.abs(changedAt() - other.changedAt()) <= epsilonMillis;
    }

    /** An end that was concluded, or of which no client is told, keeps the transaction of the lease that it ends. */
    private boolean couldNameSameClient(View other) {
        if (client != null && other.client != null) {
            return client.equals(other.client);
        }
        View nameless = client == null ? this : other;
        return !nameless.holds() && nameless.lastTransaction != null;
    }

    /** The lease ran out by itself: the server told so, or it is not there any more. */
    boolean ranOut() {
        return state.equals("EXPIRED") || (inferred && !holds());
    }
}
