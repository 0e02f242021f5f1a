package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;

/**
 * The fixed fields of a DHCPv4 message. RFC 2131 section 2, used as in RFC 4388 section 6.2 and RFC 6926 section 7.2:
 * {@code ciaddr} is the address that a reply is about, and htype, hlen and chaddr may all be 0.
 *
 * @param op 1 in a request, 2 in a reply; any octet is kept
 * @param htype hardware type from the ARP registry, 0 if there is no hardware address
 * @param hops 0 to 255
 * @param xid transaction id, 32 opaque bits
 * @param secs seconds since the client began, 0 to 65,535
 * @param flags 0 to 65,535
 * @param ciaddr the address of the binding
 * @param yiaddr not used by Leasequery
 * @param siaddr not used by Leasequery
 * @param giaddr relay agent of the binding's client in a reply
 * @param chaddr hardware address, 0 to 16 octets; its length is {@link #hlen()}
 * @param sname at most 64 octets without trailing zeros; empty if it held options
 * @param file at most 128 octets without trailing zeros; empty if it held options
 */
public record Dhcpv4Header(
        int op,
        int htype,
        int hops,
        int xid,
        int secs,
        int flags,
        Ipv4Address ciaddr,
        Ipv4Address yiaddr,
        Ipv4Address siaddr,
        Ipv4Address giaddr,
        Octets chaddr,
        Octets sname,
        Octets file) {

    /** {@link #op()} of requests. */
    public static final int BOOTREQUEST = 1;
    /** {@link #op()} of replies. */
    public static final int BOOTREPLY = 2;

    /** Octets of all fields before the magic cookie. */
    static final int OCTETS = 236;

    static final int CHADDR_OCTETS = 16;
    static final int SNAME_OCTETS = 64;
    static final int FILE_OCTETS = 128;

    /** @throws IllegalArgumentException if a value does not fit its field, or if sname or file end in a zero */
    public Dhcpv4Header {
        requireRange("op", op, 0xff);
        requireRange("htype", htype, 0xff);
        requireRange("hops", hops, 0xff);
        requireRange("secs", secs, 0xffff);
        requireRange("flags", flags, 0xffff);
        requireRange("octets of chaddr", chaddr.length(), CHADDR_OCTETS);
        requireRange("octets of sname", sname.length(), SNAME_OCTETS);
        requireRange("octets of file", file.length(), FILE_OCTETS);
        requireNoTrailingZero("sname", sname);
        requireNoTrailingZero("file", file);
    }

    /** Returns the header of a request: everything but op and xid is 0. */
    public static Dhcpv4Header request(int xid) {
        return empty(BOOTREQUEST, xid);
    }

    /** Returns the header of a reply: everything but op and xid is 0. */
    public static Dhcpv4Header reply(int xid) {
        return empty(BOOTREPLY, xid);
    }

    private static Dhcpv4Header empty(int op, int xid) {
        Ipv4Address none = Ipv4Address.UNSPECIFIED;
        return new Dhcpv4Header(op, 0, 0, xid, 0, 0, none, none, none, none, Octets.EMPTY, Octets.EMPTY, Octets.EMPTY);
    }

    /** Octets of the hardware address, 0 to 16. */
    public int hlen() {
        return chaddr.length();
    }

    public Dhcpv4Header withXid(int newXid) {
        return new Dhcpv4Header(
                op, htype, hops, newXid, secs, flags, ciaddr, yiaddr, siaddr, giaddr, chaddr, sname, file);
    }

    public Dhcpv4Header withCiaddr(Ipv4Address address) {
        return new Dhcpv4Header(
                op, htype, hops, xid, secs, flags, address, yiaddr, siaddr, giaddr, chaddr, sname, file);
    }

    public Dhcpv4Header withGiaddr(Ipv4Address address) {
        return new Dhcpv4Header(
                op, htype, hops, xid, secs, flags, ciaddr, yiaddr, siaddr, address, chaddr, sname, file);
    }

    /**
     * Sets htype, hlen and chaddr.
     *
     * @throws IllegalArgumentException if the address is longer than 16 octets
     */
    public Dhcpv4Header withHardwareAddress(int type, Octets address) {
        return new Dhcpv4Header(op, type, hops, xid, secs, flags, ciaddr, yiaddr, siaddr, giaddr, address, sname, file);
    }

    private static void requireRange(String field, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " must be 0 to " + max + ", is " + value);
        }
    }

    private static void requireNoTrailingZero(String field, Octets value) {
        if (!value.isEmpty() && value.get(value.length() - 1) == 0) {
            throw new IllegalArgumentException(field + " must not end in a zero: the encoder fills it up");
        }
    }
}
