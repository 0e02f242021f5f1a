package net.leasequery.systemtests.soak;

/** What a connector was doing when it wrote an event. */
enum Phase {
    /** Connected, and the server has not yet reported the end of the catch-up. */
    CATCH_UP,
    /** Every change arrives as it happens, and nothing is owed. */
    LIVE,
    /** Everything that the server has is being loaded. */
    SNAPSHOT,
    /** Changes that the server could not send in a catch-up are being loaded. */
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
