package net.leasequery.codec.v6;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Options;

/**
 * Turns the octets of one message into a {@link Dhcpv6Message}. Reads only the buffer's readable octets, takes time and
 * memory proportional to their number, and keeps one copy of them, so the buffer may be released at once. Stateless;
 * any thread.
 *
 * <p>Malformed are: a message without its four octets of header, a msg-type that does not belong on a Leasequery
 * connection (RFC 5460 section 4, RFC 7653 section 6.2), a truncated option, a malformed option that is essential for a
 * binding (addresses, times, VPN, client data), and options nested more than eight levels deep. Any other malformed
 * option is kept as received.
 */
public final class Dhcpv6Decoder {

    private static final int OPTIONS_AT = 4;

    /**
     * Decodes one message.
     *
     * @param frame one whole message without the frame's length; its reader index moves to its end,
     *     its reference count stays
     * @throws MalformedMessageException if the octets are not such a message
     */
    public Dhcpv6Message decode(ByteBuf frame) {
        Octets message = Octets.copyOf(frame, frame.readerIndex(), frame.readableBytes());
        frame.skipBytes(frame.readableBytes());
        if (message.length() < OPTIONS_AT) {
            throw new MalformedMessageException(
                    message.length(), "a DHCPv6 message has 4 octets or more, this one " + message.length());
        }
        MessageType type = typeOf(message.unsignedByteAt(0));
        int transactionId = (int) (message.unsignedIntAt(0) & 0xff_ffff);
        Dhcpv6Options options = Dhcpv6Options.decode(message, OPTIONS_AT);
        return message(type, transactionId, options);
    }

    private static MessageType typeOf(int code) {
        MessageType type = MessageType.of(code);
        if (type == null) {
            throw new MalformedMessageException(0, "msg-type " + code + " does not belong on a Leasequery connection");
        }
        return type;
    }

    private static Dhcpv6Message message(MessageType type, int transactionId, Dhcpv6Options options) {
        return switch (type) {
            case REPLY -> new Reply(transactionId, options);
            case LEASEQUERY -> new Leasequery(transactionId, options);
            case LEASEQUERY_REPLY -> new LeasequeryReply(transactionId, options);
            case LEASEQUERY_DONE -> new LeasequeryDone(transactionId, options);
            case LEASEQUERY_DATA -> new LeasequeryData(transactionId, options);
            case ACTIVELEASEQUERY -> new ActiveLeasequery(transactionId, options);
            case STARTTLS -> new StartTls(transactionId, options);
        };
    }
}
