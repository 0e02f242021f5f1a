package net.leasequery.simulator.v4;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import net.leasequery.codec.v4.MessageType;
import net.leasequery.simulator.wire.WireLayout;

/** Layout of a DHCPv4 message from this server: its first option is the message type. */
final class Dhcpv4Layout implements WireLayout {

    private static final int XID_AT = 4;
    private static final int CIADDR_AT = 12;

    /** Behind header, magic cookie, and code and length of the option that comes first. */
    private static final int MESSAGE_TYPE_AT = 236 + 4 + 2;

    /** Changes any xid into one that no query uses. */
    private static final int ALIEN = 0x5a5a_5a5a;

    @Override
    public void alienateXid(ByteBuf message) {
        int at = message.readerIndex() + XID_AT;
        message.setInt(at, message.getInt(at) ^ ALIEN);
    }

    @Override
    public Set<?> subjects(ByteBuf message) {
        int type = message.getByte(message.readerIndex() + MESSAGE_TYPE_AT);
        boolean aboutALease =
                type == MessageType.DHCPLEASEACTIVE.code() || type == MessageType.DHCPLEASEUNASSIGNED.code();
        return aboutALease ? Set.of(message.getInt(message.readerIndex() + CIADDR_AT)) : Set.of();
    }
}
