package net.leasequery.connect.sweep;

import net.leasequery.connect.table.Fingerprint;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The end of a binding, concluded because a complete answer lacks it, or because its lease ran out and no renewal was
 * reported.
 *
 * @param last the last state of the binding in Kafka
 * @param state EXPIRED if its lease had ended by then, else UNKNOWN
 * @param origin of the answer
 * @param answerId of the answer; null if the end follows from the time alone
 * @param concludedAt base-time of the answer, in the server's clock; null if the server sent none
 */
public record Ending(
        Fingerprint last,
        BindingState state,
        Origin origin,
        @Nullable String answerId,
        @Nullable ServerTime concludedAt) {

    /** The lease has run out, and every change up to then has been received. */
    static Ending runOut(Fingerprint last, ServerTime receivedTo) {
        return new Ending(last, BindingState.EXPIRED, Origin.LIVE, null, receivedTo);
    }

    /** The record has a key that this version does not use; its binding is reported under another key. */
    static Ending outdated(Fingerprint last) {
        return new Ending(last, BindingState.UNKNOWN, Origin.LIVE, null, null);
    }

    /** An ending as of the base-time of the answer. */
    static Ending of(Fingerprint last, Origin origin, String answerId, @Nullable ServerTime baseTime) {
        ServerTime expiry = last.expiry();
        boolean expired = expiry != null && baseTime != null && expiry.compareTo(baseTime) <= 0;
        BindingState state = expired ? BindingState.EXPIRED : BindingState.UNKNOWN;
        return new Ending(last, state, origin, answerId, baseTime);
    }
}
