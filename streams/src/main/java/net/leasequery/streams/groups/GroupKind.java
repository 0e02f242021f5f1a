package net.leasequery.streams.groups;

import java.util.Locale;

/** How the servers of a group share their leases. */
public enum GroupKind {
    /** Two partners by RFC 8156 or DHCPv4 failover; a partner may store a partner lifetime. */
    FAILOVER(2, 2),
    /** Each server holds everything: Kea's high availability, or one database. */
    REPLICATED(2, 16),
    /** A group by draft-ietf-dhc-interserver-alt-00. */
    INTERSERVER(2, 16),
    /** Servers that share nothing. */
    INDEPENDENT(1, Integer.MAX_VALUE);

    private final int fewest;
    private final int most;

    GroupKind(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    /** Whether every server of such a group should know of every lease. */
    public boolean shares() {
        return this != INDEPENDENT;
    }

    /** Whether a group of this kind can have this number of members. */
    public boolean takes(int members) {
        return members >= fewest && members <= most;
    }

    /** Returns the possible number of members in words. */
    public String size() {
        if (fewest == most) {
            return "exactly " + fewest;
        }
        return most == Integer.MAX_VALUE ? "at least " + fewest : fewest + " to " + most;
    }

    /** Returns the name in the configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
