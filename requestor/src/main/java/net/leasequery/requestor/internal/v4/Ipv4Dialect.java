package net.leasequery.requestor.internal.v4;

import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.framing.LeasequeryFrameDecoder;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4DecoderHandler;
import net.leasequery.codec.v4.Dhcpv4EncoderHandler;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.dialect.TlsAnswer;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import org.jspecify.annotations.Nullable;

/** DHCPv4 Active and Bulk Leasequery. RFC 7724 sections 7.2 and 7.3, RFC 6926 section 7.2. */
public final class Ipv4Dialect implements Dialect {

    /** Options that every binding needs: its times, state, holder, place and VPN. */
    private static final List<Integer> ALWAYS_REQUESTED = List.of(
            OptionCode.BASE_TIME,
            OptionCode.LEASE_TIME,
            OptionCode.START_TIME_OF_STATE,
            OptionCode.CLIENT_LAST_TRANSACTION_TIME,
            OptionCode.DHCP_STATE,
            OptionCode.DATA_SOURCE,
            OptionCode.RENEWAL_TIME,
            OptionCode.REBINDING_TIME,
            OptionCode.CLIENT_IDENTIFIER,
            OptionCode.RELAY_AGENT_INFORMATION,
            OptionCode.VSS);

    private final int[] parameterRequestList;
    private final @Nullable VirtualSubnet vpn;
    private final ToleratedFaults faults;

    /**
     * @param requestedOptions codes to request in addition to those always requested
     * @param vpn to ask for; null for the global one
     * @throws IllegalArgumentException if a code is not 1 to 254
     */
    public Ipv4Dialect(List<Integer> requestedOptions, @Nullable VirtualSubnet vpn) {
        this.vpn = vpn;
        this.faults = new ToleratedFaults(vpn);
        parameterRequestList = Stream.concat(ALWAYS_REQUESTED.stream(), requestedOptions.stream())
                .distinct()
                .mapToInt(Integer::intValue)
                .toArray();
        IntStream.of(parameterRequestList)
                .filter(code -> code <= OptionCode.PAD || code >= OptionCode.END)
                .findAny()
                .ifPresent(code -> {
                    throw new IllegalArgumentException("not the code of an option: " + code);
                });
    }

    @Override
    public int transactionIdBits() {
        return Integer.SIZE;
    }

    @Override
    public List<ChannelHandler> codec() {
        return List.of(
                new LeasequeryFrameDecoder(),
                new LeasequeryFrameEncoder(),
                new Dhcpv4DecoderHandler(),
                new Dhcpv4EncoderHandler());
    }

    @Override
    public Object tlsRequest(int xid) {
        return new DhcpTls(Dhcpv4Header.request(xid), Dhcpv4Options.NONE);
    }

    @Override
    public TlsAnswer readTlsAnswer(Object message, int xid) {
        return Ipv4TlsAnswer.of(message, xid);
    }

    @Override
    public ToleratedFaults toleratedFaults() {
        return faults;
    }

    /** No ciaddr, chaddr or client-identifier, and never a query-end-time: RFC 7724 section 7.3. */
    @Override
    public OpenQuery<ConversationEvent> active(ActiveQuery query) {
        Dhcpv4OptionsBuilder options = options();
        setStart(options, query.startTime());
        return new OpenQuery<>(
                new DhcpActiveLeaseQuery(Dhcpv4Header.request(query.xid()), options.build()),
                new Ipv4ActiveAnswer(query.xid(), faults));
    }

    /** One primary query, and at most one of each qualifier: RFC 6926 section 7.2. */
    @Override
    public OpenQuery<BulkEvent> bulk(BulkRequest request) {
        Dhcpv4OptionsBuilder options = options();
        setStart(options, request.window().start());
        ServerTime end = request.window().end();
        if (end != null) {
            options.queryEndTime(end.toWire(DhcpFamily.IPV4));
        }
        Dhcpv4Header header = PrimaryQueries.set(request.query(), Dhcpv4Header.request(request.xid()), options);
        return new OpenQuery<>(
                new DhcpBulkLeaseQuery(header, options.build()), new Ipv4BulkAnswer(request.xid(), faults));
    }

    private Dhcpv4OptionsBuilder options() {
        Dhcpv4OptionsBuilder options = Dhcpv4Options.builder().parameterRequestList(parameterRequestList);
        return vpn == null ? options : options.vss(vpn);
    }

    private static void setStart(Dhcpv4OptionsBuilder options, @Nullable ServerTime start) {
        if (start != null) {
            // Some servers take zero for "no time", and nothing changed in the first second of 1970.
            options.queryStartTime(Math.max(1, start.toWire(DhcpFamily.IPV4)));
        }
    }
}
