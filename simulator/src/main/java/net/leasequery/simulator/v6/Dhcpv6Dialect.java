package net.leasequery.simulator.v6;

import io.netty.channel.ChannelPipeline;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6DecoderHandler;
import net.leasequery.codec.v6.Dhcpv6EncoderHandler;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Dhcpv6Request;
import net.leasequery.codec.v6.Leasequery;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.report.TableView;
import net.leasequery.simulator.wire.Dialect;
import net.leasequery.simulator.wire.Request;
import net.leasequery.simulator.wire.Verdict;
import net.leasequery.simulator.wire.WireLayout;
import org.jspecify.annotations.Nullable;

/** DHCPv6 Leasequery. */
public final class Dhcpv6Dialect implements Dialect {

    private final Dhcpv6ServerBehavior behavior;
    private final ServerClock clock;
    private final LeaseDatabase database;
    private final ClientsOnLinks clients;
    private final ClientDataWriter writer;

    /** Creates the dialect of a server with a database without leases. */
    public Dhcpv6Dialect(Dhcpv6ServerBehavior behavior, ServerClock clock, LeaseDatabase database) {
        this.behavior = behavior;
        this.clock = clock;
        this.database = database;
        this.clients = new ClientsOnLinks(database);
        this.writer = new ClientDataWriter(behavior, database.table(), clients);
    }

    @Override
    public Family family() {
        return Family.IPV6;
    }

    @Override
    public boolean takesOneMessagePerRead() {
        return behavior.isKea();
    }

    @Override
    public void addCodec(ChannelPipeline pipeline) {
        pipeline.addLast(new Dhcpv6DecoderHandler()).addLast(new Dhcpv6EncoderHandler());
    }

    @Override
    public @Nullable Object answerToTlsRequest(Object message, @Nullable String refusal) {
        // A server that is older than RFC 7653 does not know the message, and ends the connection.
        if (!(message instanceof StartTls request) || !behavior.knowsActiveLeasequery()) {
            return null;
        }
        Dhcpv6Options options = refusal == null
                ? Dhcpv6Options.NONE
                : Dhcpv6Options.of(Status.of(StatusCode.TLS_CONNECTION_REFUSED, refusal));
        return new Reply(request.transactionId(), options);
    }

    @Override
    public WireLayout layout() {
        return new Dhcpv6Layout();
    }

    @Override
    public @Nullable Request request(Object message) {
        boolean isQuery = message instanceof Leasequery
                || (message instanceof ActiveLeasequery && behavior.knowsActiveLeasequery());
        return isQuery && message instanceof Dhcpv6Request query && Dhcpv6Rules.isForUs(query, behavior.serverDuid())
                ? new Dhcpv6Query(query, behavior, clock, database.table(), clients, writer)
                : null;
    }

    @Override
    public String objection(Object message) {
        return message instanceof Dhcpv6Message known
                ? known.messageType() + " has no place here, does not say who asks, or is for another server"
                : "an unknown message";
    }

    @Override
    public boolean knowsActiveQueries() {
        return behavior.knowsActiveLeasequery();
    }

    @Override
    public Verdict notSupported() {
        return new Verdict(StatusCode.NOT_SUPPORTED.code(), "Bulk Leasequery only");
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
        return Dhcpv6View.of(behavior.kind());
    }
}
