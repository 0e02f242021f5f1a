package net.leasequery.systemtests.simulation;

import java.util.List;

/** How a server of one family reads and writes messages, without the length that precedes each. */
interface WireFormat {

    /** The format of a family. */
    static WireFormat of(Family family, boolean kea) {
        return family == Family.IPV4 ? new Ipv4Format(kea) : new Ipv6Format();
    }

    /** The address as in the record's key. */
    String address(int slot);

    /** Which link an address is on. */
    default int link(int slot) {
        return slot % 2;
    }

    /** The subnet that a narrow configuration excludes. */
    String excludedSubnet();

    /** Whether that subnet contains the address. */
    boolean isExcluded(int slot);

    Query read(byte[] message);

    /** Whether a bulk query selects this lease, regardless of its time window. */
    boolean selects(Query query, Lease lease);

    /** A message about leases of one client; about exactly one if the family has no more per message. */
    Octets leases(Reply reply, List<Lease> leases, int label);

    /** A message about a stream of changes. */
    Octets streamStatus(Reply reply, Status status);

    /** A keep-alive. */
    Octets keepAlive(Reply reply);

    /** The end of a bulk answer. */
    Octets bulkEnd(Reply reply, Status status);

    /** A message that cannot be decoded. */
    Octets malformed(Reply reply);
}
