package net.leasequery.codec.v4;

import net.leasequery.codec.DomainName;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * The client's name and which side updates DNS for it (option 81). RFC 4702 section 2.
 *
 * @param flags as received, see the constants
 * @param rcode1 deprecated: 0 from a client, 255 from a server. RFC 4702 section 2.2
 * @param rcode2 deprecated, like {@code rcode1}
 * @param encodedName the name as received, in the encoding that flag E indicates; clients send arbitrary octets, see
 *     {@link #domainName()}
 */
public record ClientFqdn(int flags, int rcode1, int rcode2, Octets encodedName) {

    /** The server should update the A record. */
    public static final int FLAG_S = 0x01;
    /** The server has overridden the client's S. */
    public static final int FLAG_O = 0x02;
    /** The name is in DNS wire format; otherwise in the deprecated ASCII encoding. */
    public static final int FLAG_E = 0x04;
    /** The server should not update DNS at all. */
    public static final int FLAG_N = 0x08;

    static final int FIXED_OCTETS = 3;

    /** @throws IllegalArgumentException if one of the three numbers is not an octet */
    public ClientFqdn {
        if (((flags | rcode1 | rcode2) & ~0xff) != 0) {
            throw new IllegalArgumentException("flags and RCODEs must be 0 to 255");
        }
    }

    /**
     * Returns a server's answer with a fully qualified name in wire format.
     *
     * @param flags without {@link #FLAG_E}, which is added
     * @param name labels with dots between them, with or without one at the end; no escapes
     * @throws IllegalArgumentException if a label is empty or longer than 63, or the name too long
     */
    public static ClientFqdn ofName(int flags, String name) {
        return new ClientFqdn(flags | FLAG_E, 255, 255, DomainName.encode(name));
    }

    /**
     * Reads the joined value of option 81. Does not check the name.
     *
     * @throws MalformedMessageException if it is shorter than the 3 octets before the name
     */
    public static ClientFqdn decode(Octets value) {
        if (!isLongEnough(value)) {
            throw new MalformedMessageException(0, "client FQDN needs 3 octets, has " + value.length());
        }
        return new ClientFqdn(
                value.unsignedByteAt(0),
                value.unsignedByteAt(1),
                value.unsignedByteAt(2),
                value.slice(FIXED_OCTETS, value.length() - FIXED_OCTETS));
    }

    /** The value of option 81. */
    public Octets encode() {
        byte[] value = new byte[FIXED_OCTETS + encodedName.length()];
        value[0] = (byte) flags;
        value[1] = (byte) rcode1;
        value[2] = (byte) rcode2;
        System.arraycopy(encodedName.toByteArray(), 0, value, FIXED_OCTETS, encodedName.length());
        return Octets.ofOwned(value);
    }

    static boolean isLongEnough(Octets value) {
        return value.length() >= FIXED_OCTETS;
    }

    /** Whether {@link #encodedName()} is in DNS wire format (flag E). */
    public boolean isWireFormat() {
        return (flags & FLAG_E) != 0;
    }

    /**
     * Returns the name in printable ASCII without a trailing dot; null if there is none or it is not a name. Characters
     * other than letters, digits and those usual in names are escaped as in DNS master files ({@code \.} or {@code
     * \032}). A partial name contains only the labels that the client knows.
     */
    public @Nullable String domainName() {
        return isWireFormat() ? DomainName.ofWireFormat(encodedName) : DomainName.ofAscii(encodedName);
    }
}
