package net.leasequery.connect.subnet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.leasequery.requestor.DhcpFamily;

/**
 * A subnet in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3). All bits after the prefix are zero.
 *
 * @param family of its addresses
 * @param first lowest address
 * @param prefixLength 0 to 32 for IPv4, to 128 for IPv6
 */
public record Subnet(DhcpFamily family, IpNumber first, int prefixLength) {

    private static final Pattern CIDR = Pattern.compile("([0-9a-fA-F:.]{2,45})/([0-9]{1,3})");

    /**
     * Parses a subnet.
     *
     * @throws IllegalArgumentException with a sentence that gives the error and a correct form
     */
    public static Subnet parse(DhcpFamily family, String text) {
        int bits = IpNumber.bits(family);
        Matcher cidr = CIDR.matcher(text.strip());
        if (!cidr.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a subnet; " + expected(family)
                    + (IpNumber.parse(family, text.strip()) == null
                            ? ""
                            : ". A single address is " + text.strip() + "/" + bits));
        }
        IpNumber address = IpNumber.parse(family, cidr.group(1));
        if (address == null) {
            DhcpFamily other = family == DhcpFamily.IPV4 ? DhcpFamily.IPV6 : DhcpFamily.IPV4;
            throw new IllegalArgumentException(
                    IpNumber.parse(other, cidr.group(1)) == null
                            ? "\"" + text + "\" is not a subnet; " + expected(family)
                            : "\"" + text + "\" is of the other family than dhcp.family; " + expected(family)
                                    + ", or change dhcp.family");
        }
        int length = Integer.parseInt(cidr.group(2));
        if (length > bits) {
            throw new IllegalArgumentException(
                    "the prefix length of \"" + text + "\" is above " + bits + "; " + expected(family));
        }
        Subnet subnet = new Subnet(family, address.prefix(length, bits), length);
        if (!subnet.first.equals(address)) {
            throw new IllegalArgumentException("\"" + text + "\" has bits set after its prefix; write " + subnet
                    + " for the subnet, or " + address.text(family) + "/" + bits + " for the address");
        }
        return subnet;
    }

    private static String expected(DhcpFamily family) {
        return family == DhcpFamily.IPV4
                ? "expected IPv4 address/prefix length, as in 192.0.2.0/24"
                : "expected IPv6 address/prefix length, as in 2001:db8:1::/48";
    }

    /** The lowest address, as text. */
    public String firstAddress() {
        return first.text(family);
    }

    IpNumber last() {
        return first.lastOfPrefix(prefixLength, IpNumber.bits(family));
    }

    /** In CIDR notation. */
    @Override
    public String toString() {
        return first.text(family) + "/" + prefixLength;
    }
}
