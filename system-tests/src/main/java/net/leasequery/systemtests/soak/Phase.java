package net.leasequery.systemtests.soak;

/** What a connector was at when it wrote an event. */
enum Phase {
    /** Connected, and not yet told that this is all that it missed. */
    CATCH_UP,
    /** Every change arrives as it happens, and nothing is owed. */
    LIVE,
    /** Everything that the server has is being loaded. */
    SNAPSHOT,
    /** What the server could not tell in a catch-up is being loaded. */
    GAP_FILL;

    /** The phase that an event of this type begins; the same one if it begins none. */
    Phase after(String eventType) {
        return switch (eventType) {
            case "CONNECTED" -> CATCH_UP;
            case "SNAPSHOT_STARTED" -> SNAPSHOT;
            case "DATA_MISSING" -> this == SNAPSHOT ? SNAPSHOT : GAP_FILL;
            case "CATCH_UP_COMPLETED" -> this == CATCH_UP ? LIVE : this;
            case "SNAPSHOT_COMPLETED", "GAP_FILLED" -> LIVE;
            default -> this;
        };
    }
}
