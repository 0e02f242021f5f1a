package net.leasequery.simulator.interserver;

import java.util.List;

/**
 * Which generation of a group a message belongs to, with its members (draft-ietf-dhc-interserver-alt-00 section 4.2).
 *
 * @param groupId number of the group
 * @param sequence generation, from 1; after 2<sup>32</sup>-1 comes 1 again
 * @param members names of the servers
 */
record GroupSpecifier(long groupId, long sequence, List<String> members) {

    private static final long LAST_SEQUENCE = 0xffff_ffffL;

    GroupSpecifier {
        members = List.copyOf(members);
    }

    /** The next generation, with these members. */
    GroupSpecifier next(List<String> newMembers) {
        return new GroupSpecifier(groupId, sequence == LAST_SEQUENCE ? 1 : sequence + 1, newMembers);
    }

    /** Whether this is a later generation, by serial number arithmetic (RFC 1982). */
    boolean isLaterThan(GroupSpecifier other) {
        return sequence != other.sequence && (int) (sequence - other.sequence) > 0;
    }

    boolean has(String server) {
        return members.contains(server);
    }
}
