package net.leasequery.simulator.v6;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Request;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Builds the replies to one query: the first is a LEASEQUERY-REPLY with the options that are sent only once, the
 * others are LEASEQUERY-DATA, and a LEASEQUERY-DONE ends them (RFC 7653 section 6.2.3, RFC 5460 section 5.2).
 */
final class Dhcpv6Replies implements Replies {

    private final Dhcpv6ServerBehavior behavior;
    private final ServerClock clock;
    private final ClientDataWriter writer;
    private final int xid;
    private final boolean active;
    private final @Nullable Duid requestor;
    private final Set<Integer> requested;

    private boolean first = true;

    /**
     * Replies to {@code query}.
     *
     * @param requested codes that the query asks for, in its message or in its OPTION_LQ_QUERY
     */
    Dhcpv6Replies(
            Dhcpv6ServerBehavior behavior,
            ServerClock clock,
            ClientDataWriter writer,
            Dhcpv6Request query,
            List<Integer> requested) {
        this.behavior = behavior;
        this.clock = clock;
        this.writer = writer;
        this.xid = query.transactionId();
        this.active = query instanceof ActiveLeasequery;
        this.requestor = query.options().clientIdentifier();
        this.requested = new HashSet<>(requested);
        this.requested.removeAll(behavior.withheld());
    }

    @Override
    public int xid() {
        return xid;
    }

    /** An Active query gets its success at once, whether there are bindings to send or not. */
    @Override
    public boolean owesOpening() {
        return active && first;
    }

    @Override
    public @Nullable Object opening() {
        return owesOpening() ? message(null, requestedBaseTime(), null) : null;
    }

    @Override
    public @Nullable Object lease(int slot, IntConsumer sent) {
        Instant now = clock.now();
        ClientData data = writer.dataOf(slot, requested, now, sent);
        return data == null
                ? null
                : message(success("active lease(s) found"), isBaseTimeRequested() ? now : null, data);
    }

    /** A LEASEQUERY-REPLY without bindings if there were none; no LEASEQUERY-DONE follows it (RFC 5460 section 6.3). */
    @Override
    public Object done() {
        return first
                ? message(success("no active leases"), requestedBaseTime(), null)
                : new LeasequeryDone(xid, options(null, requestedBaseTime(), null));
    }

    @Override
    public Object refused(Verdict verdict) {
        return message(status(verdict), requestedBaseTime(), null);
    }

    /** For an Active query always with a base-time (RFC 7653 section 8.4). */
    @Override
    public Object terminated(Verdict verdict) {
        Instant baseTime = active ? clock.now() : requestedBaseTime();
        return first
                ? message(status(verdict), baseTime, null)
                : new LeasequeryDone(xid, options(status(verdict), baseTime, null));
    }

    @Override
    public Object catchUpComplete() {
        return message(Status.of(StatusCode.CATCH_UP_COMPLETE, ""), requestedBaseTime(), null);
    }

    /** Always with a base-time (RFC 7653 section 8.4.1). */
    @Override
    public Object dataMissing() {
        return message(
                Status.of(StatusCode.DATA_MISSING, "the history does not reach back to query-start-time"),
                clock.now(),
                null);
    }

    @Override
    public Object keepAlive() {
        return message(null, requestedBaseTime(), null);
    }

    private Object message(@Nullable Status status, @Nullable Instant baseTime, @Nullable ClientData data) {
        Dhcpv6Options options = options(status, baseTime, data);
        if (!first) {
            return new LeasequeryData(xid, options);
        }
        first = false;
        List<Dhcpv6Option> constant = new ArrayList<>();
        constant.add(new ServerIdentifier(behavior.serverDuid()));
        if (requestor != null) {
            constant.add(new ClientIdentifier(requestor));
        }
        constant.addAll(options.all());
        return new LeasequeryReply(xid, Dhcpv6Options.of(constant));
    }

    private Dhcpv6Options options(@Nullable Status status, @Nullable Instant baseTime, @Nullable ClientData data) {
        List<Dhcpv6Option> options = new ArrayList<>(3);
        if (status != null) {
            options.add(status);
        }
        if (baseTime != null) {
            options.add(new LqBaseTime(baseTime.getEpochSecond() - Dhcpv6Epoch.UNIX_SECONDS));
        }
        if (data != null) {
            options.add(data);
        }
        return Dhcpv6Options.of(options);
    }

    /** The status that Kea sends in its first reply; others omit it. */
    private @Nullable Status success(String text) {
        return first && behavior.isKea() ? Status.of(StatusCode.SUCCESS, text) : null;
    }

    private @Nullable Instant requestedBaseTime() {
        return isBaseTimeRequested() ? clock.now() : null;
    }

    private boolean isBaseTimeRequested() {
        return behavior.knowsTimes() && requested.contains(OptionCode.LQ_BASE_TIME);
    }

    private static Status status(Verdict verdict) {
        return new Status(verdict.code(), Octets.ofUtf8(verdict.text()));
    }
}
