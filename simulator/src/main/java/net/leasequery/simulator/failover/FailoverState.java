package net.leasequery.simulator.failover;

/** State of a failover endpoint (RFC 8156 section 8). */
public enum FailoverState {
    /** Has just started and looks for its partner (section 8.3). */
    STARTUP,
    /** In contact, and both know everything (section 8.8). */
    NORMAL,
    /** Not in contact; the partner may be serving (section 8.9). */
    COMMUNICATIONS_INTERRUPTED,
    /** The partner is known not to serve (section 8.4). */
    PARTNER_DOWN,
    /** Is learning what it missed or lost (section 8.5). */
    RECOVER,
    /** Waits until the leases it granted before it failed have been renewed or have ended (section 8.6). */
    RECOVER_WAIT,
    /** Ready to serve again (section 8.7). */
    RECOVER_DONE,
    /** Both served on their own: is learning what the other did (section 8.10). */
    POTENTIAL_CONFLICT,
    /** Lost contact before POTENTIAL_CONFLICT was resolved (section 8.11). */
    RESOLUTION_INTERRUPTED,
    /** The primary knows everything that the secondary did, but not the reverse (section 8.12). */
    CONFLICT_DONE;

    /** Whether an endpoint in this state answers no client at all. */
    boolean isUnresponsive() {
        return this == STARTUP || this == RECOVER || this == RECOVER_WAIT || this == POTENTIAL_CONFLICT;
    }

    /** Whether it answers every client, regardless of the division of work with its partner. */
    boolean servesEverybody() {
        return this == COMMUNICATIONS_INTERRUPTED
                || this == PARTNER_DOWN
                || this == RESOLUTION_INTERRUPTED
                || this == CONFLICT_DONE;
    }

    /** Returns the next state when contact with the partner is lost. */
    FailoverState whenContactIsLost() {
        return switch (this) {
            case NORMAL -> COMMUNICATIONS_INTERRUPTED;
            case POTENTIAL_CONFLICT -> RESOLUTION_INTERRUPTED;
            default -> this;
        };
    }

    /**
     * Returns the next state while the partner is in contact.
     *
     * @param partner state that the partner reports; never {@link #STARTUP}
     * @param primary whether this endpoint is the primary
     */
    FailoverState whenPartnerIs(FailoverState partner, boolean primary) {
        return switch (this) {
            case PARTNER_DOWN ->
                switch (partner) {
                    case RECOVER, RECOVER_WAIT -> PARTNER_DOWN;
                    case RECOVER_DONE -> NORMAL;
                    default -> POTENTIAL_CONFLICT;
                };
            case COMMUNICATIONS_INTERRUPTED ->
                switch (partner) {
                    case NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE -> NORMAL;
                    case PARTNER_DOWN, POTENTIAL_CONFLICT, CONFLICT_DONE, RESOLUTION_INTERRUPTED -> POTENTIAL_CONFLICT;
                    default -> COMMUNICATIONS_INTERRUPTED;
                };
            case NORMAL ->
                switch (partner) {
                    case NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE, CONFLICT_DONE -> NORMAL;
                    case RECOVER, RECOVER_WAIT -> COMMUNICATIONS_INTERRUPTED;
                    default -> POTENTIAL_CONFLICT;
                };
            case RECOVER ->
                switch (partner) {
                    case POTENTIAL_CONFLICT, RESOLUTION_INTERRUPTED, CONFLICT_DONE -> POTENTIAL_CONFLICT;
                    default -> RECOVER;
                };
            case RECOVER_DONE ->
                switch (partner) {
                    case NORMAL, RECOVER_DONE -> NORMAL;
                    case RECOVER, RECOVER_WAIT -> COMMUNICATIONS_INTERRUPTED;
                    case POTENTIAL_CONFLICT -> POTENTIAL_CONFLICT;
                    default -> RECOVER_DONE;
                };
            case RESOLUTION_INTERRUPTED -> POTENTIAL_CONFLICT;
            case CONFLICT_DONE -> primary && partner == NORMAL ? NORMAL : CONFLICT_DONE;
            case STARTUP, RECOVER_WAIT, POTENTIAL_CONFLICT -> this;
        };
    }
}
