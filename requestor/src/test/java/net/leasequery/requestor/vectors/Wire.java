package net.leasequery.requestor.vectors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.v4.Ipv4Dialect;
import net.leasequery.requestor.internal.v6.Ipv6Dialect;

/** Reads octets as a live connection does: frames, messages, the answer to an Active Leasequery. */
final class Wire {

    private static final LocalMoment AT = new LocalMoment(1_800_000_000_000L, 0);

    private final DhcpFamily family;
    private final Dialect dialect;

    private Wire(DhcpFamily family) {
        this.family = family;
        this.dialect = family == DhcpFamily.IPV4
                ? new Ipv4Dialect(List.of(), null)
                : new Ipv6Dialect(Duid.ofHex("00030001020000000099"), List.of(), null);
    }

    static Wire of(DhcpFamily family) {
        return new Wire(family);
    }

    Dialect dialect() {
        return dialect;
    }

    /** What the message becomes. */
    ConversationEvent read(Octets octets) {
        Object message = decode(octets);
        if (message instanceof MalformedFrame frame) {
            return new SharedEvent.MalformedMessage(frame.reason(), frame.octets(), AT);
        }
        int xid = (int) (family == DhcpFamily.IPV4 ? octets.unsignedIntAt(4) : octets.unsignedIntAt(0) & 0xff_ffff);
        Answer<ConversationEvent> answer =
                dialect.active(new ActiveQuery(xid, null, AT)).answer();
        if (family == DhcpFamily.IPV6) {
            answer.read(new LeasequeryReply(xid, Dhcpv6Options.NONE), AT);
        }
        return answer.read(message, AT);
    }

    /** The bindings of a message that must have some. */
    List<Binding> bindings(Octets octets) {
        ConversationEvent event = read(octets);
        if (event instanceof SharedEvent.Bindings reported) {
            return reported.bindings();
        }
        throw new AssertionError("no bindings but " + event);
    }

    private Object decode(Octets octets) {
        EmbeddedChannel channel = new EmbeddedChannel(dialect.codec().toArray(ChannelHandler[]::new));
        ByteBuf frame = Unpooled.buffer(2 + octets.length()).writeShort(octets.length());
        octets.writeTo(frame);
        channel.writeInbound(frame);
        Object message = channel.readInbound();
        channel.finishAndReleaseAll();
        return message;
    }
}
