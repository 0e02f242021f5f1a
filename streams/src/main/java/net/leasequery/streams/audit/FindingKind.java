package net.leasequery.streams.audit;

import net.leasequery.streams.merge.Difference;

/** The kinds of findings, and what an operator can do about each. */
public enum FindingKind {
    /** Complete views lease one address to different clients. */
    ADDRESS_HELD_TWICE(
            "The address is leased to different clients at the same time. Find out which client uses it, and release"
                    + " the other lease; if the servers could not reach each other, wait until they have reconciled."),
    /** A complete view does not know of a lease. */
    NOT_REPLICATED(
            "A server does not know of this lease, or not of its last renewal, though the grace is over. Look at the"
                    + " connection between the servers and at their queue of updates."),
    /** One server reports the address as leased, another as not leased. */
    STATE_DISAGREES(
            "One server says that the address is leased, another that it is not. Compare the lease on both servers;"
                    + " have the one that is wrong synchronise."),
    /** Servers report different lease ends for one transaction. */
    EXPIRY_DISAGREES(
            "The servers know of the same transaction and give its lease different ends. Compare their lease times and"
                    + " the maximum client lead time."),
    /** One client has several addresses of one link, from different servers. */
    CLIENT_HOLDS_SEVERAL(
            "One client has different addresses of one link from different servers: the mark of servers that could not"
                    + " reach each other. The older lease ends by itself; check the connection between the servers."),
    /** Two groups lease the same address. */
    ADDRESS_IN_TWO_GROUPS(
            "Servers of different groups lease the same address. Put them into one group, separate their address"
                    + " ranges, or separate their networks by VPN."),
    /** A view is not complete. */
    VIEW_INCOMPLETE(
            "The view of this server is not complete, so findings that depend on it cannot be decided. Look at the"
                    + " connector's events for the server, and at the server."),
    /** The clock of a server differs from the worker's. */
    CLOCK_SKEW("The clock of this server differs from the worker's. Check NTP on both.");

    private final String explanation;

    FindingKind(String explanation) {
        this.explanation = explanation;
    }

    /** Returns what is wrong and what can be done. */
    String explanation() {
        return explanation;
    }

    /** Returns the kind of finding that a lasting difference becomes. */
    public static FindingKind of(Difference.Kind kind) {
        return switch (kind) {
            case HELD_TWICE -> ADDRESS_HELD_TWICE;
            case NOT_REPLICATED -> NOT_REPLICATED;
            case STATE -> STATE_DISAGREES;
            case EXPIRY -> EXPIRY_DISAGREES;
        };
    }
}
