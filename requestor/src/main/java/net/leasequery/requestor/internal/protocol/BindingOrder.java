package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of two replies about one address is more up to date (RFC 6926 section 7.6). Where the RFC's rules are
 * inconclusive, the later start-time-of-state is the additional information that they require.
 *
 * @param lastTransaction client-last-transaction-time; null if unknown
 * @param stateStart start-time-of-state; null if unknown
 * @param remote data-source REMOTE
 */
record BindingOrder(
        @Nullable ServerTime lastTransaction, @Nullable ServerTime stateStart, boolean remote) {

    static BindingOrder of(Binding binding) {
        BindingTimes times = binding.times();
        return new BindingOrder(times.lastTransaction(), times.stateStart(), binding.remote());
    }

    /** Whether this reply is better than the other; false also if undecidable. */
    boolean isBetterThan(BindingOrder other) {
        int byChange = compare(change(), other.change());
        if (byChange != 0) {
            return byChange > 0;
        }
        return remote == other.remote ? compare(stateStart, other.stateStart) > 0 : other.remote;
    }

    /** A reply without client-last-transaction-time is compared by its start-time-of-state. */
    private @Nullable ServerTime change() {
        return lastTransaction == null ? stateStart : lastTransaction;
    }

    private static int compare(@Nullable ServerTime a, @Nullable ServerTime b) {
        return a == null || b == null ? 0 : a.compareTo(b);
    }
}
