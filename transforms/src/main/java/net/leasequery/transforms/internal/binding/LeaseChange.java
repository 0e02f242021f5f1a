package net.leasequery.transforms.internal.binding;

import org.jspecify.annotations.Nullable;

/**
 * The change of an address that a binding reports. Only start-time-of-state and client-last-transaction-time
 * distinguish a new lease from a renewal (RFC 6926 sections 6.2.3 and 6.2.4): nothing else that a server sends does.
 */
public enum LeaseChange {

    /** Leased: the state began with the last transaction. */
    ASSIGNED,
    /** Leased: the state began before the last transaction. */
    RENEWED,
    /** Leased; the server does not report since when, so a new lease and a renewal cannot be distinguished. */
    LEASED,
    RELEASED,
    EXPIRED,
    ABANDONED,
    RESET,
    AVAILABLE,
    REMOTE,
    TRANSITIONING,
    /** The server no longer has the binding, and does not report how it ended. */
    VANISHED,
    /** An unknown state. */
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
