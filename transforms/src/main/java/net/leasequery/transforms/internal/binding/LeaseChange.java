package net.leasequery.transforms.internal.binding;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an address, as far as a binding tells. A new lease and a renewal are told apart only by
 * start-time-of-state against client-last-transaction-time (RFC 6926 sections 6.2.3 and 6.2.4): nothing else
 * that a server sends says which it was.
 */
public enum LeaseChange {

    /** Leased: the state began with the last transaction. */
    ASSIGNED,
    /** Leased before already, and the client was heard of again. */
    RENEWED,
    /** Leased; the server does not tell since when, so new or renewed cannot be told. */
    LEASED,
    RELEASED,
    EXPIRED,
    ABANDONED,
    RESET,
    AVAILABLE,
    REMOTE,
    TRANSITIONING,
    /** The server no longer has the binding, and does not tell how it ended. */
    VANISHED,
    /** A state that is not known. */
    UNKNOWN;

    static LeaseChange of(
            @Nullable String state,
            boolean inferred,
            @Nullable Long stateStartMillis,
            @Nullable Long lastTransactionMillis) {
        if (state == null) {
            return UNKNOWN;
        }
        return switch (state) {
            case "ACTIVE" -> ofActive(stateStartMillis, lastTransactionMillis);
            case "RELEASED" -> RELEASED;
            case "EXPIRED" -> EXPIRED;
            case "ABANDONED" -> ABANDONED;
            case "RESET" -> RESET;
            case "AVAILABLE" -> AVAILABLE;
            case "REMOTE" -> REMOTE;
            case "TRANSITIONING" -> TRANSITIONING;
            default -> inferred ? VANISHED : UNKNOWN;
        };
    }

    private static LeaseChange ofActive(@Nullable Long stateStart, @Nullable Long lastTransaction) {
        if (stateStart == null || lastTransaction == null) {
            return LEASED;
        }
        return stateStart < lastTransaction ? RENEWED : ASSIGNED;
    }

    /** Whether the address is leased. */
    public boolean isLeased() {
        return this == ASSIGNED || this == RENEWED || this == LEASED;
    }
}
