package net.leasequery.connect.sweep;

import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The end of a binding, concluded because a complete answer has no word of it, or because its
 * time is over and nobody told of a renewal.
 *
 * @param last what Kafka shows of it until now
 * @param state EXPIRED if its lease had ended by then, else UNKNOWN
 * @param origin of the answer
 * @param answerId of the answer; null if the time alone says so
 * @param concludedAt base-time of the answer, in the server's clock; null if the server sent none
 */
public record Ending(
        Fingerprint last,
        BindingState state,
        Origin origin,
        @Nullable String answerId,
        @Nullable ServerTime concludedAt) {

    /** The lease has run out, and everything that changed by then has come. */
    static Ending runOut(Fingerprint last, ServerTime receivedTo) {
        return new Ending(last, BindingState.EXPIRED, Origin.LIVE, null, receivedTo);
    }

    /** A record has a key that this version does not use: what it tells of is told under another one. */
    static Ending outdated(Fingerprint last) {
        return new Ending(last, BindingState.UNKNOWN, Origin.LIVE, null, null);
    }

    /** An ending as of the answer's base-time. */
    static Ending of(Fingerprint last, Origin origin, String answerId, @Nullable ServerTime baseTime) {
        ServerTime expiry = last.expiry();
        boolean expired = expiry != null && baseTime != null && expiry.compareTo(baseTime) <= 0;
        BindingState state = expired ? BindingState.EXPIRED : BindingState.UNKNOWN;
        return new Ending(last, state, origin, answerId, baseTime);
    }
}
