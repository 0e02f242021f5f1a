package net.leasequery.simulator.v4;

import io.netty.channel.ChannelPipeline;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4DecoderHandler;
import net.leasequery.codec.v4.Dhcpv4EncoderHandler;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.report.TableView;
import net.leasequery.simulator.wire.Dialect;
import net.leasequery.simulator.wire.Request;
import net.leasequery.simulator.wire.Verdict;
import net.leasequery.simulator.wire.WireLayout;
import org.jspecify.annotations.Nullable;

/** DHCPv4 Leasequery. */
public final class Dhcpv4Dialect implements Dialect {

    private final Dhcpv4ServerBehavior behavior;
    private final ServerClock clock;
    private final LeaseTable table;

    /** The dialect of a server with these leases. */
    public Dhcpv4Dialect(Dhcpv4ServerBehavior behavior, ServerClock clock, LeaseTable table) {
        this.behavior = behavior;
        this.clock = clock;
        this.table = table;
    }

    @Override
    public Family family() {
        return Family.IPV4;
    }

    @Override
    public boolean takesOneMessagePerRead() {
        return behavior.kea();
    }

    @Override
    public void addCodec(ChannelPipeline pipeline) {
        pipeline.addLast(new Dhcpv4DecoderHandler());
        if (behavior.kea()) {
            pipeline.addLast(new BootpPadding());
        }
        pipeline.addLast(new Dhcpv4EncoderHandler());
    }

    @Override
    public @Nullable Object answerToTlsRequest(Object message, @Nullable String refusal) {
        if (!(message instanceof DhcpTls request)) {
            return null;
        }
        Dhcpv4Options options = refusal == null
                ? Dhcpv4Options.NONE
                : Dhcpv4Options.builder()
                        .statusCode(StatusCode.TLS_CONNECTION_REFUSED, refusal)
                        .build();
        return new DhcpTls(Dhcpv4Header.reply(request.transactionId()), options);
    }

    @Override
    public WireLayout layout() {
        return new Dhcpv4Layout();
    }

    @Override
    public @Nullable Request request(Object message) {
        if (message instanceof DhcpActiveLeaseQuery query) {
            return new Dhcpv4Request.Active(query, replies(query), table);
        }
        return message instanceof DhcpBulkLeaseQuery query
                ? new Dhcpv4Request.Bulk(query, replies(query), table, behavior.kea() ? clock : null)
                : null;
    }

    @Override
    public String objection(Object message) {
        return message instanceof Dhcpv4Message known
                ? known.messageType() + " has no place on a TCP connection"
                : "an unknown message";
    }

    @Override
    public boolean knowsActiveQueries() {
        return !behavior.kea();
    }

    @Override
    public @Nullable Verdict notSupported() {
        return null;
    }

    @Override
    public Verdict malformed(String text) {
        return new Verdict(StatusCode.MALFORMED_QUERY.code(), text);
    }

    @Override
    public Verdict notAllowed(String text) {
        return new Verdict(StatusCode.NOT_ALLOWED.code(), text);
    }

    @Override
    public Verdict terminated(String text) {
        return new Verdict(StatusCode.QUERY_TERMINATED.code(), text);
    }

    @Override
    public TableView view() {
        return behavior.kea() ? KeaProfile.VIEW : TableView.WHOLE;
    }

    private Dhcpv4Replies replies(Dhcpv4Message query) {
        return new Dhcpv4Replies(behavior, clock, table, query);
    }
}
