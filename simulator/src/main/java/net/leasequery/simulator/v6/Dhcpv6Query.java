package net.leasequery.simulator.v6;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Request;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.Vss;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Request;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/** An ACTIVELEASEQUERY or LEASEQUERY. */
final class Dhcpv6Query implements Request {

    private final Dhcpv6Request message;
    private final Dhcpv6ServerBehavior behavior;
    private final ServerClock clock;
    private final LeaseTable table;
    private final ClientsOnLinks clients;
    private final Replies replies;

    Dhcpv6Query(
            Dhcpv6Request message,
            Dhcpv6ServerBehavior behavior,
            ServerClock clock,
            LeaseTable table,
            ClientsOnLinks clients,
            ClientDataWriter writer) {
        this.message = message;
        this.behavior = behavior;
        this.clock = clock;
        this.table = table;
        this.clients = clients;
        this.replies = new Dhcpv6Replies(behavior, clock, writer, message, requestedOptions());
    }

    @Override
    public Target kind() {
        return message instanceof ActiveLeasequery ? Target.ACTIVE : Target.BULK;
    }

    @Override
    public String typeName() {
        return message.messageType().name();
    }

    @Override
    public int xid() {
        return message.transactionId();
    }

    @Override
    public @Nullable String primary() {
        LqQuery query = options().query();
        return query == null ? null : QueryText.of(query);
    }

    @Override
    public @Nullable Instant start() {
        return instant(options().queryStartTime());
    }

    @Override
    public @Nullable Instant end() {
        return instant(options().queryEndTime());
    }

    @Override
    public @Nullable VirtualSubnet vpn() {
        Vss vss = options().first(Vss.class);
        return vss == null ? null : vss.virtualSubnet();
    }

    /**
     * Options requested in the message and in its OPTION_LQ_QUERY: the RFCs do not say which of the two requests
     * what.
     */
    @Override
    public List<Integer> requestedOptions() {
        LqQuery query = options().query();
        List<Integer> ofEachClient = query == null ? List.of() : query.options().requestedOptions();
        return Stream.concat(options().requestedOptions().stream(), ofEachClient.stream())
                .distinct()
                .toList();
    }

    @Override
    public @Nullable Verdict violation() {
        return new Dhcpv6Rules(table).violation(message);
    }

    @Override
    public IntPredicate selection() {
        Dhcpv6Selection selection =
                new Dhcpv6Selection(table, clients, vpn(), options().query());
        if (kind() == Target.ACTIVE) {
            return selection::isAbout;
        }
        return behavior.knowsTimes()
                ? selection.ofCurrentLeases(clock, start(), end())
                : selection.ofCurrentLeases(clock, null, null);
    }

    @Override
    public Replies replies() {
        return replies;
    }

    private Dhcpv6Options options() {
        return message.options();
    }

    private static @Nullable Instant instant(OptionalLong seconds) {
        return seconds.isPresent() ? Dhcpv6Epoch.instant(seconds.getAsLong()) : null;
    }
}
