package net.leasequery.streams.merge;

import org.jspecify.annotations.Nullable;

/**
 * What one server reports of one address. All times are milliseconds since 1970-01-01 UTC in the workers' clock, or in
 * the server's if its skew is not known.
 *
 * @param server member of the group
 * @param state as in the binding; only {@code ACTIVE} is a lease in force
 * @param client holder of the present or of the last lease; null if the server names none
 * @param lastTransaction last exchange between server and client
 * @param stateStart when the address entered the state
 * @param expiry end of the lease
 * @param infinite the lease has no end
 * @param remote the lease was made by another server (RFC 6926 section 6.2.8); null if that is not known
 * @param inferred concluded from an answer that lacks the address; names no client
 * @param eventId of the record
 * @param recordedAt timestamp of the record: when the worker received it
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

    /** Whether the server says that a client holds the address, and the lease has not run out by {@code moment}. */
    public boolean holdsAt(long moment) {
        return holds() && (infinite || expiry == null || expiry > moment);
    }

    /**
     * Returns the time by which views are ordered: the last transaction, or the start of the state if there is none.
     * This covers each of the three comparisons of RFC 6926 section 7.6.
     */
    long changedAt() {
        if (lastTransaction != null) {
            return lastTransaction;
        }
        return stateStart != null ? stateStart : NEVER;
    }

    /** Whether the change that this view reports is known to be older. */
    boolean isOlderThan(View other, long epsilonMillis) {
        long limit = other.changedAt() - epsilonMillis;
        // Without a time there is nothing to compare with; the subtraction would overflow.
        return limit < other.changedAt() && changedAt() < limit;
    }

    /** Whether both views report the same period of one state, or the same exchange. They may name different clients. */
    public boolean isOfSameLease(View other, long epsilonMillis) {
        return isSame(stateStart, other.stateStart, epsilonMillis)
                || isSame(lastTransaction, other.lastTransaction, epsilonMillis);
    }

    private static boolean isSame(@Nullable Long one, @Nullable Long other, long epsilonMillis) {
        return one != null && other != null && Math.abs(one - other) <= epsilonMillis;
    }

    /** Returns the view with another name of its client. */
    public View named(String other) {
        return new View(
                server,
                state,
                other,
                lastTransaction,
                stateStart,
                expiry,
                infinite,
                remote,
                inferred,
                eventId,
                recordedAt);
    }

    /** Whether both views report the same exchange with the same client. */
    boolean isOfSameTransaction(View other, long epsilonMillis) {
        return couldNameSameClient(other) && Math.abs(changedAt() - other.changedAt()) <= epsilonMillis;
    }

    /** An end that was inferred, or that names no client, keeps the transaction of the lease that it ends. */
    private boolean couldNameSameClient(View other) {
        if (client != null && other.client != null) {
            return client.equals(other.client);
        }
        View nameless = client == null ? this : other;
        return !nameless.holds() && nameless.lastTransaction != null;
    }

    /** Whether no server reported this end: an answer lacks the address, or the server is no longer followed. */
    public boolean vanished() {
        return inferred && state.equals("UNKNOWN");
    }

    /** Whether the lease ran out by itself: the server reported so, or no longer has the lease. */
    boolean ranOut() {
        return state.equals("EXPIRED") || (inferred && !holds());
    }
}
