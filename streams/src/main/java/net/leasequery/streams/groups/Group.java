package net.leasequery.streams.groups;

import java.util.List;
import java.util.function.Predicate;

/**
 * Servers whose views of one address are merged.
 *
 * @param name of the group
 * @param kind how the servers share leases
 * @param members in the order that decides if nothing else does
 * @param graceMillis how long a change may take to reach every member
 * @param mcltMillis maximum client lead time of a failover pair (RFC 8156 section 4.4)
 * @param staleAfterMillis silence after which a view no longer counts as complete
 * @param links subnets that are one link each; empty if only giaddr and link-address identify links
 */
public record Group(
        String name,
        GroupKind kind,
        List<String> members,
        long graceMillis,
        long mcltMillis,
        long staleAfterMillis,
        List<Subnet> links) {

    /** Default of {@code group.<name>.replication.grace.ms}. */
    public static final long DEFAULT_GRACE_MILLIS = 60_000;

    /** Default of {@code group.<name>.mclt.ms}. */
    public static final long DEFAULT_MCLT_MILLIS = 3_600_000;

    /** Default of {@code group.<name>.stale.after.ms}: three polls or heartbeats. */
    public static final long DEFAULT_STALE_AFTER_MILLIS = 180_000;

    /** Copies the lists. */
    public Group {
        members = List.copyOf(members);
        links = List.copyOf(links);
    }

    /** Returns the group of a server that shares nothing. */
    public static Group ofOne(String name, String server) {
        return new Group(
                name,
                GroupKind.INDEPENDENT,
                List.of(server),
                DEFAULT_GRACE_MILLIS,
                DEFAULT_MCLT_MILLIS,
                DEFAULT_STALE_AFTER_MILLIS,
                List.of());
    }

    /** Whether the members share leases, so that another member may have a lease too. */
    public boolean isShared() {
        return kind.shares() && members.size() > 1;
    }

    /**
     * Returns the group without the members that are retired; the whole group if all are. Their views are compared with
     * nothing, and nobody waits for them.
     */
    public Group without(Predicate<String> retired) {
        List<String> left =
                members.stream().filter(member -> !retired.test(member)).toList();
        return left.isEmpty() || left.size() == members.size()
                ? this
                : new Group(name, kind, left, graceMillis, mcltMillis, staleAfterMillis, links);
    }

    /** Returns the position of a member in the order; after all members for a server that is not a member. */
    public int order(String server) {
        int at = members.indexOf(server);
        return at < 0 ? members.size() : at;
    }
}
