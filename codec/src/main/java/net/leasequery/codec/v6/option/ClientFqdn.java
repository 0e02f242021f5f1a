package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.DomainName;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * OPTION_CLIENT_FQDN: the client's name and which side updates DNS for it. RFC 4704 section 4.
 *
 * @param flags as received, see the constants
 * @param encodedName the name as received, see {@link #domainName()}
 */
public record ClientFqdn(int flags, Octets encodedName) implements Dhcpv6Option {

    /** The server should update the AAAA record. */
    public static final int FLAG_S = 0x01;
    /** The server has overridden the client's S. */
    public static final int FLAG_O = 0x02;
    /** The server should not update DNS at all. */
    public static final int FLAG_N = 0x04;

    /** @throws IllegalArgumentException when the flags are not an octet */
    public ClientFqdn {
        Unsigned.check8(flags, "flags");
    }

    /**
     * A fully qualified name.
     *
     * @param name labels with dots between them, with or without one at the end; no escapes
     * @throws IllegalArgumentException if a label is empty or longer than 63, or the name too long
     */
    public static ClientFqdn ofName(int flags, String name) {
        return new ClientFqdn(flags, DomainName.encode(name));
    }

    /** Reads data of at least one octet. */
    static ClientFqdn decode(Octets data) {
        return new ClientFqdn(data.unsignedByteAt(0), data.slice(1, data.length() - 1));
    }

    /** Keeps an option without flags as received, because the client is at fault, not the server. */
    static Dhcpv6Option read(OctetReader data) {
        return data.remaining() == 0
                ? new OpaqueOption(OptionCode.CLIENT_FQDN, Octets.EMPTY)
                : new ClientFqdn(data.readUnsignedByte("flags"), data.readRest());
    }

    /**
     * Returns the name in printable ASCII without a trailing dot; null if there is none or it is not a name. Characters
     * other than letters, digits and those usual in names are escaped as in DNS master files ({@code \.} or {@code
     * \032}). A partial name contains only the labels that the client knows.
     */
    public @Nullable String domainName() {
        return DomainName.ofWireFormat(encodedName);
    }

    @Override
    public int optionCode() {
        return OptionCode.CLIENT_FQDN;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeByte(flags);
        encodedName.writeTo(out);
    }
}
