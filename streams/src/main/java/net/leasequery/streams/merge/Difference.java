package net.leasequery.streams.merge;

import java.util.List;

/**
 * One way in which complete views of an address differ, whether or not the grace allows it for now.
 *
 * @param kind what differs
 * @param servers whose views differ, in the order of the group
 */
public record Difference(Kind kind, List<String> servers) {

    /** What can differ. */
    public enum Kind {
        /** Held for different clients at the same time. */
        HELD_TWICE,
        /** A member does not know of the binding that the others have, or only of an earlier transaction. */
        NOT_REPLICATED,
        /** One member reports the address as leased, another as not leased. */
        STATE,
        /** Members report different lease ends for the same transaction. */
        EXPIRY
    }

    /** Copies the list. */
    public Difference {
        servers = List.copyOf(servers);
    }
}
