package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.OptionType;

/**
 * Turns the octets of one message into a {@link Dhcpv4Message}. Reads only the buffer's readable octets, takes time
 * proportional to their number, and keeps one copy of them, so the buffer may be released at once. Stateless; any
 * thread.
 *
 * <p>Malformed are: fewer than 236 octets and the magic cookie (RFC 2131 section 3), hlen above 16, a truncated option,
 * no dhcp-message-type, one that does not belong on a Leasequery connection (RFC 7724 section 8.1.1), and a malformed
 * option that is essential for a binding (its times, its VPN). Any other malformed option is kept as received, see
 * {@link Dhcpv4Options#isMalformed}.
 */
public final class Dhcpv4Decoder {

    /** 99.130.83.99. RFC 2131 section 3. */
    static final int MAGIC_COOKIE = 0x63825363;

    static final int OPTIONS_AT = Dhcpv4Header.OCTETS + Integer.BYTES;

    private final List<OptionType<?>> types;

    /** Creates a decoder that knows the options of {@link OptionCode} only. */
    public Dhcpv4Decoder() {
        this(List.of());
    }

    /**
     * Creates a decoder that knows further options as well.
     *
     * @param types of options for {@link Dhcpv4Options#get(OptionType)}; a malformed one is counted but does not make
     *     the message malformed
     * @throws IllegalArgumentException if a code is not 1 to 254
     */
    public Dhcpv4Decoder(Collection<? extends OptionType<?>> types) {
        this.types = List.copyOf(types);
        for (OptionType<?> type : this.types) {
            if (type.code() <= OptionCode.PAD || type.code() >= OptionCode.END) {
                throw new IllegalArgumentException("not the code of a DHCPv4 option: " + type.code());
            }
        }
    }

    /**
     * Reads one message.
     *
     * @param frame one whole message without the frame's length; its reader index moves to its end,
     *     its reference count stays
     * @throws MalformedMessageException if the octets are not such a message
     */
    public Dhcpv4Message decode(ByteBuf frame) {
        Octets message = Octets.copyOf(frame, frame.readerIndex(), frame.readableBytes());
        frame.skipBytes(message.length());
        if (message.length() < OPTIONS_AT) {
            throw new MalformedMessageException(
                    message.length(),
                    "a DHCPv4 message has " + OPTIONS_AT + " octets or more, this one " + message.length());
        }
        int cookie = (int) message.unsignedIntAt(Dhcpv4Header.OCTETS);
        if (cookie != MAGIC_COOKIE) {
            throw new MalformedMessageException(
                    Dhcpv4Header.OCTETS, "magic cookie is " + Integer.toHexString(cookie) + ", not 63825363");
        }
        OptionTable plain = PlainOptions.read(message, OPTIONS_AT);
        if (plain != null) {
            Dhcpv4Options options = new Dhcpv4Options(plain, message);
            MessageType type = options.messageType();
            if (type != null) {
                options.check(types);
                return message(type, HeaderDecoder.decode(message, Overload.NONE), options);
            }
        }
        OptionsDecoder optionsDecoder = new OptionsDecoder(message, OPTIONS_AT);
        Dhcpv4Options options = optionsDecoder.decode();
        options.check(types);
        Dhcpv4Header header = HeaderDecoder.decode(message, optionsDecoder.overload());
        return message(optionsDecoder.messageType(), header, options);
    }

    private static Dhcpv4Message message(MessageType type, Dhcpv4Header header, Dhcpv4Options options) {
        return switch (type) {
            case DHCPLEASEQUERY -> new DhcpLeaseQuery(header, options);
            case DHCPLEASEUNASSIGNED -> new DhcpLeaseUnassigned(header, options);
            case DHCPLEASEUNKNOWN -> new DhcpLeaseUnknown(header, options);
            case DHCPLEASEACTIVE -> new DhcpLeaseActive(header, options);
            case DHCPBULKLEASEQUERY -> new DhcpBulkLeaseQuery(header, options);
            case DHCPLEASEQUERYDONE -> new DhcpLeaseQueryDone(header, options);
            case DHCPACTIVELEASEQUERY -> new DhcpActiveLeaseQuery(header, options);
            case DHCPLEASEQUERYSTATUS -> new DhcpLeaseQueryStatus(header, options);
            case DHCPTLS -> new DhcpTls(header, options);
        };
    }
}
