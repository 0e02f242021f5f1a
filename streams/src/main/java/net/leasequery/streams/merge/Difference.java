package net.leasequery.streams.merge;

import java.util.List;

/**
 * One way in which complete views of an address are at odds, whether or not they may be so for a while.
 *
 * @param kind what is at odds
 * @param servers whose views are, in the order of the group
 */
public record Difference(Kind kind, List<String> servers) {

    /** What can be at odds. */
    public enum Kind {
        /** Held for different clients at the same time. */
        HELD_TWICE,
        /** A member does not know of the binding that the others have. */
        NOT_REPLICATED,
        /** Held here, not held there. */
        STATE,
        /** One transaction, two ends of the lease. */
        EXPIRY
    }

    /** Copies what it is given. */
    public Difference {
        servers = List.copyOf(servers);
    }
}
