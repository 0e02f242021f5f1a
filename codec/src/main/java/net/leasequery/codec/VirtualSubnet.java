package net.leasequery.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The VPN that an address belongs to, or that is asked for: the content of DHCPv4's option 221 and of sub-option 151 of
 * its option 82, and of DHCPv6's option 68. RFC 6607 section 3.5, RFC 6926 section 6.2.9.
 *
 * @param type 0 to 255; 2 to 253 are not assigned and kept as received
 * @param information 7 octets for type 1, none for types 254 and 255
 */
public record VirtualSubnet(int type, Octets information) {

    /** The VPN is identified by a name in ASCII. */
    public static final int TYPE_NAME = 0;
    /** The VPN is identified by the 7 octets of RFC 2685. */
    public static final int TYPE_RFC_2685 = 1;
    /** All VPNs: only in a query. */
    public static final int TYPE_ALL = 254;
    /** The global, default VPN. */
    public static final int TYPE_GLOBAL = 255;

    /** Asks for the bindings of all VPNs. */
    public static final VirtualSubnet ALL = new VirtualSubnet(TYPE_ALL, Octets.EMPTY);

    /** The global, default VPN, stated explicitly. */
    public static final VirtualSubnet GLOBAL = new VirtualSubnet(TYPE_GLOBAL, Octets.EMPTY);

    /**
     * Maximum number of octets that identify a VPN. RFC 6607 sets no limit; one option of DHCPv4 holds no more. A
     * longer name would be in the key, the value and a header of a record, each time with up to six characters per
     * octet.
     */
    public static final int MOST_OCTETS = 255;

    private static final int RFC_2685_OCTETS = 7;

    /** @throws IllegalArgumentException if the information does not have the length that the type requires */
    public VirtualSubnet {
        if (type < 0 || type > 255) {
            throw new IllegalArgumentException("VSS type must be 0 to 255, is " + type);
        }
        String violation = violation(type, information.length());
        if (violation != null) {
            throw new IllegalArgumentException(violation);
        }
    }

    /**
     * Returns the VPN with this name.
     *
     * @throws IllegalArgumentException if the name is empty or not printable ASCII
     */
    public static VirtualSubnet named(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("a VPN name is printable ASCII, not empty");
        }
        return new VirtualSubnet(TYPE_NAME, Octets.ofOwned(name.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Returns the VPN with this RFC 2685 identifier.
     *
     * @throws IllegalArgumentException if these are not 7 octets
     */
    public static VirtualSubnet rfc2685(Octets vpnId) {
        return new VirtualSubnet(TYPE_RFC_2685, vpnId);
    }

    /** Returns the name if the VPN is named, without the zero octet that RFC 6607 forbids; otherwise null. */
    public @Nullable String name() {
        return type == TYPE_NAME ? information.withoutTrailingZeros().toUtf8() : null;
    }

    public boolean isGlobal() {
        return type == TYPE_GLOBAL;
    }

    /**
     * Reads the value of an option.
     *
     * @param offset of the value in the message
     * @throws MalformedMessageException if the value does not identify a VPN
     */
    public static VirtualSubnet decode(Octets value, int offset) {
        String violation = violation(value);
        if (violation != null) {
            throw new MalformedMessageException(offset, violation);
        }
        return new VirtualSubnet(value.unsignedByteAt(0), value.slice(1, value.length() - 1));
    }

    /** The value of an option. */
    public Octets encode() {
        byte[] value = new byte[1 + information.length()];
        value[0] = (byte) type;
        System.arraycopy(information.toByteArray(), 0, value, 1, information.length());
        return Octets.ofOwned(value);
    }

    /** Returns what is wrong with an encoded value, null if nothing is. */
    public static @Nullable String violation(Octets value) {
        return value.isEmpty() ? "VSS without a type" : violation(value.unsignedByteAt(0), value.length() - 1);
    }

    private static @Nullable String violation(int type, int length) {
        if (type == TYPE_RFC_2685 && length != RFC_2685_OCTETS) {
            return "VSS type 1 must carry 7 octets, carries " + length;
        }
        if (length > MOST_OCTETS) {
            return "VSS must carry at most " + MOST_OCTETS + " octets, carries " + length;
        }
        if ((type == TYPE_ALL || type == TYPE_GLOBAL) && length != 0) {
            return "VSS type " + type + " must carry nothing, carries " + length + " octets";
        }
        return null;
    }
}
