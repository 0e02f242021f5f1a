package net.leasequery.systemtests.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a server of one family reads and writes messages, without the length that precedes each. */
interface WireFormat {

    /** The name of a VPN. */
    String VPN = "blue";

    /** The {@code vpn.id} of all VPNs. */
    String ALL_VPNS = "*";

    /** Option type of a VPN that is named. RFC 6607 section 3.1. */
    int TYPE_NAME = 0;

    /** Option type of all VPNs in a query. RFC 6926 section 6.2.1. */
    int TYPE_ALL = 254;

    /** Number of addresses in the default VPN if there is another one, which has as many. */
    int ADDRESSES_PER_VPN = 6;

    /**
     * The format of a family.
     *
     * @param vpns whether the server has a named VPN
     */
    static WireFormat of(Family family, boolean kea, boolean vpns) {
        return family == Family.IPV4 ? new Ipv4Format(kea, vpns) : new Ipv6Format(vpns);
    }

    /** Whether the server has a named VPN. */
    boolean hasVpns();

    /** The VPN of an address; null for the default one. */
    default @Nullable String vpn(int slot) {
        return hasVpns() && slot >= ADDRESSES_PER_VPN && slot < 2 * ADDRESSES_PER_VPN ? VPN : null;
    }

    /** The number of the address within its VPN. */
    default int host(int slot) {
        return vpn(slot) == null ? slot : slot - ADDRESSES_PER_VPN;
    }

    /** The VPN-ID of a query, as {@code vpn.id}. */
    static String vpnOf(byte @Nullable [] option) {
        if (option == null) {
            return "";
        }
        return option[0] == (byte) TYPE_ALL
                ? ALL_VPNS
                : new String(option, 1, option.length - 1, StandardCharsets.US_ASCII);
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
