package net.leasequery.simulator.v4;

import java.time.Instant;
import java.util.BitSet;
import java.util.function.IntConsumer;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Builds the replies to one query: its xid, the options that it requested, and the server-identifier in the first
 * reply only. Each reply is dated when it is built. RFC 6926 section 8.3, RFC 4388 section 6.4.2.
 */
final class Dhcpv4Replies implements Replies {

    private final Dhcpv4ServerBehavior behavior;
    private final ServerClock clock;
    private final LeaseTable table;
    private final boolean active;
    private final int xid;
    private final BitSet requested = new BitSet(256);
    private final LeaseOptions leaseOptions;
    private final boolean kea;

    private boolean first = true;

    /** Replies to {@code query}. */
    Dhcpv4Replies(Dhcpv4ServerBehavior behavior, ServerClock clock, LeaseTable table, Dhcpv4Message query) {
        this.behavior = behavior;
        this.clock = clock;
        this.table = table;
        this.active = query instanceof DhcpActiveLeaseQuery;
        this.xid = query.transactionId();
        this.kea = behavior.kea();
        if (kea) {
            KeaProfile.OPTIONS.forEach(requested::set);
        } else {
            query.options().parameterRequestList().forEach(requested::set);
        }
        behavior.withheld().forEach(requested::clear);
        this.leaseOptions = new LeaseOptions(requested, behavior.tellsActiveState());
    }

    @Override
    public int xid() {
        return xid;
    }

    @Override
    public boolean owesOpening() {
        return false;
    }

    @Override
    public @Nullable Object opening() {
        return null;
    }

    /** DHCPLEASEACTIVE if its state is ACTIVE, else DHCPLEASEUNASSIGNED. */
    @Override
    public Dhcpv4Message lease(int slot, IntConsumer sent) {
        sent.accept(slot);
        Lease lease = table.get(slot);
        Instant now = clock.now();
        Dhcpv4OptionsBuilder options = beginning(now, requested.get(OptionCode.BASE_TIME));
        Ipv4Client client = (Ipv4Client) lease.client();
        Ipv4Relay relay = client == null ? null : (Ipv4Relay) lease.relay();
        leaseOptions.put(options, lease, client, relay, now);
        Dhcpv4Header header = header(lease, client, relay);
        return lease.isActive()
                ? new DhcpLeaseActive(header, options.build())
                : new DhcpLeaseUnassigned(header, options.build());
    }

    @Override
    public Object done() {
        return done(null);
    }

    @Override
    public Object refused(Verdict verdict) {
        return active ? status(status(verdict), requested.get(OptionCode.BASE_TIME)) : done(status(verdict));
    }

    /** For an Active query always with a base-time (RFC 7724 section 8.4). */
    @Override
    public Object terminated(Verdict verdict) {
        return active ? status(status(verdict), true) : done(status(verdict));
    }

    @Override
    public Object catchUpComplete() {
        return status(Status.of(StatusCode.CATCH_UP_COMPLETE, ""), requested.get(OptionCode.BASE_TIME));
    }

    /** Always with a base-time (RFC 7724 section 7.4.1). */
    @Override
    public Object dataMissing() {
        return status(Status.of(StatusCode.DATA_MISSING, "the history does not reach back to query-start-time"), true);
    }

    @Override
    public Object keepAlive() {
        return status(Status.of(StatusCode.CONNECTION_ACTIVE, ""), requested.get(OptionCode.BASE_TIME));
    }

    private DhcpLeaseQueryDone done(@Nullable Status status) {
        Dhcpv4OptionsBuilder options = beginning(clock.now(), !kea && requested.get(OptionCode.BASE_TIME));
        if (status != null) {
            options.statusCode(status);
        }
        return new DhcpLeaseQueryDone(Dhcpv4Header.reply(xid), options.build());
    }

    /** A status of the whole query. */
    private DhcpLeaseQueryStatus status(Status status, boolean withBaseTime) {
        Dhcpv4Options options =
                beginning(clock.now(), withBaseTime).statusCode(status).build();
        return new DhcpLeaseQueryStatus(Dhcpv4Header.reply(xid), options);
    }

    private static Status status(Verdict verdict) {
        return new Status(verdict.code(), verdict.text());
    }

    private Dhcpv4OptionsBuilder beginning(Instant now, boolean withBaseTime) {
        Dhcpv4OptionsBuilder options = Dhcpv4Options.builder();
        if (first) {
            first = false;
            options.serverIdentifier(behavior.serverIdentifier());
        }
        if (withBaseTime) {
            options.baseTime(now.getEpochSecond());
        }
        return options;
    }

    private Dhcpv4Header header(Lease lease, @Nullable Ipv4Client client, @Nullable Ipv4Relay relay) {
        Dhcpv4Header header = Dhcpv4Header.reply(xid).withCiaddr(((LeaseAddress.V4) lease.address()).address());
        if (client != null) {
            header = header.withHardwareAddress(client.hardwareType(), client.hardwareAddress());
        }
        return relay == null || relay.giaddr() == null || kea ? header : header.withGiaddr(relay.giaddr());
    }
}
