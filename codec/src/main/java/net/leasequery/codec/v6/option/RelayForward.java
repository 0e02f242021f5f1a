package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * RELAY-FORW (12): the data that a relay agent added to a client's message on its way to the server. RFC 8415 section
 * 9.1. In Leasequery it occurs only inside OPTION_LQ_RELAY_DATA.
 *
 * @param hopCount relay agents that the message had passed before this one, 0..255
 * @param linkAddress identifies the link of the client; may be {@code ::}
 * @param peerAddress the client or relay agent from which the message came
 * @param options options that the relay agent added; OPTION_RELAY_MSG holds the next agent's message
 */
public record RelayForward(int hopCount, Ipv6Address linkAddress, Ipv6Address peerAddress, Dhcpv6Options options) {

    /** The msg-type. */
    public static final int MESSAGE_TYPE = 12;

    /**
     * Maximum number of nested relay agents that are followed: HOP_COUNT_LIMIT of RFC 3315, which RFC 8415 lowered to
     * 8.
     */
    public static final int MAX_HOPS = 32;

    /** @throws IllegalArgumentException when the hop-count is outside of 0..255 */
    public RelayForward {
        Unsigned.check8(hopCount, "hop-count");
    }

    /**
     * Reads a message of this type. Nested messages of further relay agents stay octets until {@link #hops()} reads
     * them. A malformed option is kept as received, and so are the octets from a truncated option on.
     *
     * @throws MalformedMessageException if it is another message or has no addresses, with the offset from the start of
     *     this message
     */
    public static RelayForward decode(Octets message) {
        OctetReader reader = new OctetReader(message, 0);
        int type = reader.readUnsignedByte("msg-type");
        if (type != MESSAGE_TYPE) {
            throw new MalformedMessageException(0, "msg-type " + type + " is not RELAY-FORW");
        }
        return new RelayForward(
                reader.readUnsignedByte("hop-count"),
                reader.readAddress("link-address"),
                reader.readAddress("peer-address"),
                reader.readOptionsOfMessage());
    }

    /**
     * Returns null if the message is malformed: the caller still has the octets, and {@link #decode} reports the
     * reason.
     */
    static @Nullable RelayForward readIfWellFormed(Octets message) {
        try {
            return decode(message);
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    /** Returns the message as on the wire. */
    public Octets encode() {
        ByteBuf out = Unpooled.buffer().writeByte(MESSAGE_TYPE).writeByte(hopCount);
        linkAddress.writeTo(out);
        peerAddress.writeTo(out);
        options.writeTo(out);
        return Octets.copyOf(out, out.readerIndex(), out.readableBytes());
    }

    /**
     * Returns this relay agent's message and those nested in it: the agent nearest to the server first, the one nearest
     * to the client last. Ends before a message that is not a well-formed RELAY-FORW, and after {@value #MAX_HOPS} of
     * them.
     */
    public List<RelayForward> hops() {
        if (options.first(OptionCode.RELAY_MSG, RelayMessage.class) == null) {
            return List.of(this);
        }
        List<RelayForward> hops = new ArrayList<>();
        RelayForward hop = this;
        while (hop != null && hops.size() < MAX_HOPS) {
            hops.add(hop);
            RelayMessage inner = hop.options.first(OptionCode.RELAY_MSG, RelayMessage.class);
            hop = inner == null ? null : inner.relayForward();
        }
        return List.copyOf(hops);
    }
}
