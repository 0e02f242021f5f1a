package net.leasequery.simulator.v6;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.Set;
import net.leasequery.codec.v6.Dhcpv6Decoder;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPd;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IaTa;
import net.leasequery.simulator.wire.WireLayout;

/** Layout of a DHCPv6 message: type, three octets of transaction-id, options. */
final class Dhcpv6Layout implements WireLayout {

    private static final int XID_AT = 1;

    /** Changes any transaction-id into one that no query uses. */
    private static final int ALIEN = 0x5a_5a5a;

    @Override
    public void alienateXid(ByteBuf message) {
        int at = message.readerIndex() + XID_AT;
        message.setMedium(at, message.getUnsignedMedium(at) ^ ALIEN);
    }

    /** Addresses and prefixes of a LEASEQUERY-DATA. A LEASEQUERY-REPLY comes first regardless of its content. */
    @Override
    public Set<?> subjects(ByteBuf message) {
        Set<Object> subjects = new HashSet<>();
        if (new Dhcpv6Decoder().decode(message.slice()) instanceof LeasequeryData data) {
            for (ClientData client : data.options().clientData()) {
                collect(client.options(), subjects);
            }
        }
        return subjects;
    }

    private static void collect(Dhcpv6Options options, Set<Object> subjects) {
        options.all(IaAddress.class).forEach(each -> subjects.add(each.address()));
        options.all(IaPrefix.class).forEach(each -> subjects.add(each.prefix()));
        options.all(IaNa.class).forEach(each -> collect(each.options(), subjects));
        options.all(IaTa.class).forEach(each -> collect(each.options(), subjects));
        options.all(IaPd.class).forEach(each -> collect(each.options(), subjects));
    }
}
