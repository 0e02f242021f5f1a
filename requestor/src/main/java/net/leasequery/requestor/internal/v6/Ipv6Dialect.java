package net.leasequery.requestor.internal.v6;

import io.netty.channel.ChannelHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.framing.LeasequeryFrameDecoder;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6DecoderHandler;
import net.leasequery.codec.v6.Dhcpv6EncoderHandler;
import net.leasequery.codec.v6.Leasequery;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.LqEndTime;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.Vss;
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

/** DHCPv6 Active and Bulk Leasequery. RFC 7653 sections 8.2 and 8.3, RFC 5460 section 6.2. */
public final class Ipv6Dialect implements Dialect {

    private static final int TRANSACTION_ID_BITS = 24;

    /**
     * Options that every binding needs: its times, place and VPN, and the identity association around each lease, which
     * has the IAID and the lease type.
     */
    private static final List<Integer> ALWAYS_REQUESTED = List.of(
            OptionCode.LQ_BASE_TIME,
            OptionCode.IA_NA,
            OptionCode.IA_TA,
            OptionCode.IA_PD,
            OptionCode.LQ_RELAY_DATA,
            OptionCode.VSS);

    private final ClientIdentifier requestor;
    private final OptionRequest optionRequest;
    private final @Nullable VirtualSubnet vpn;
    private final ToleratedFaults faults;

    /**
     * @param requestor DUID of this requestor, which every query must contain (RFC 5007 section 4.2.1)
     * @param requestedOptions codes to request in addition to those always requested
     * @param vpn to ask for; null for the global one
     * @throws IllegalArgumentException if a code is not 0 to 65535
     */
    public Ipv6Dialect(Duid requestor, List<Integer> requestedOptions, @Nullable VirtualSubnet vpn) {
        this.requestor = new ClientIdentifier(requestor);
        this.vpn = vpn;
        this.faults = new ToleratedFaults(vpn);
        this.optionRequest = new OptionRequest(Stream.concat(ALWAYS_REQUESTED.stream(), requestedOptions.stream())
                .distinct()
                .toList());
    }

    @Override
    public int transactionIdBits() {
        return TRANSACTION_ID_BITS;
    }

    @Override
    public List<ChannelHandler> codec() {
        return List.of(
                new LeasequeryFrameDecoder(),
                new LeasequeryFrameEncoder(),
                new Dhcpv6DecoderHandler(),
                new Dhcpv6EncoderHandler());
    }

    @Override
    public Object tlsRequest(int xid) {
        return new StartTls(xid, Dhcpv6Options.NONE);
    }

    @Override
    public TlsAnswer readTlsAnswer(Object message, int xid) {
        return Ipv6TlsAnswer.of(message, xid);
    }

    @Override
    public ToleratedFaults toleratedFaults() {
        return faults;
    }

    /** No OPTION_LQ_QUERY, because all bindings are wanted (RFC 7653 section 6.2.1), and never a query-end-time. */
    @Override
    public OpenQuery<ConversationEvent> active(ActiveQuery query) {
        List<Dhcpv6Option> options = options();
        addStart(options, query.startTime());
        return new OpenQuery<>(
                new ActiveLeasequery(query.xid(), Dhcpv6Options.of(options)),
                new Ipv6ActiveAnswer(query.xid(), faults));
    }

    /**
     * Requests the options in OPTION_LQ_QUERY (RFC 5007 section 4.1.2.1), base-time in the message (RFC 7653 section
     * 9.3).
     */
    @Override
    public OpenQuery<BulkEvent> bulk(BulkRequest request) {
        List<Dhcpv6Option> options = options();
        options.add(PrimaryQueries.of(request.query(), optionRequest));
        addStart(options, request.window().start());
        ServerTime end = request.window().end();
        if (end != null) {
            options.add(new LqEndTime(end.toWire(DhcpFamily.IPV6)));
        }
        return new OpenQuery<>(
                new Leasequery(request.xid(), Dhcpv6Options.of(options)), new Ipv6BulkAnswer(request.xid(), faults));
    }

    private List<Dhcpv6Option> options() {
        List<Dhcpv6Option> options = new ArrayList<>();
        options.add(requestor);
        options.add(optionRequest);
        if (vpn != null) {
            options.add(new Vss(vpn));
        }
        return options;
    }

    private static void addStart(List<Dhcpv6Option> options, @Nullable ServerTime start) {
        if (start != null) {
            // Some servers take zero for "no time", and nothing changed in the first second of 2000.
            options.add(new LqStartTime(Math.max(1, start.toWire(DhcpFamily.IPV6))));
        }
    }
}
