package net.leasequery.simulator.v4;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Request;
import net.leasequery.simulator.wire.TimeWindow;
import net.leasequery.simulator.wire.Verdict;
import net.leasequery.simulator.wire.VpnSelection;
import org.jspecify.annotations.Nullable;

/** A DHCPv4 query. */
abstract sealed class Dhcpv4Request implements Request {

    private final Dhcpv4Message message;
    private final Replies replies;

    private Dhcpv4Request(Dhcpv4Message message, Replies replies) {
        this.message = message;
        this.replies = replies;
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
    public @Nullable Instant start() {
        return instant(options().queryStartTime());
    }

    @Override
    public @Nullable Instant end() {
        return instant(options().queryEndTime());
    }

    @Override
    public @Nullable VirtualSubnet vpn() {
        return options().vss();
    }

    @Override
    public List<Integer> requestedOptions() {
        return options().parameterRequestList();
    }

    @Override
    public Replies replies() {
        return replies;
    }

    Dhcpv4Options options() {
        return message.options();
    }

    private static @Nullable Instant instant(OptionalLong seconds) {
        return seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : null;
    }

    /** DHCPACTIVELEASEQUERY: about all leases of some VPNs. */
    static final class Active extends Dhcpv4Request {

        private final DhcpActiveLeaseQuery query;
        private final LeaseTable table;

        Active(DhcpActiveLeaseQuery query, Replies replies, LeaseTable table) {
            super(query, replies);
            this.query = query;
            this.table = table;
        }

        @Override
        public Target kind() {
            return Target.ACTIVE;
        }

        @Override
        public @Nullable String primary() {
            return null;
        }

        @Override
        public @Nullable Verdict violation() {
            return QueryRules.violation(query);
        }

        @Override
        public IntPredicate selection() {
            VpnSelection vpns = new VpnSelection(vpn());
            return slot -> vpns.includes(table.vpnOf(slot));
        }
    }

    /** DHCPBULKLEASEQUERY. */
    static final class Bulk extends Dhcpv4Request {

        private final DhcpBulkLeaseQuery query;
        private final LeaseTable table;
        private final @Nullable ServerClock kea;

        /**
         * A query.
         *
         * @param kea clock of a server that answers like Kea; null for one that follows the RFCs
         */
        Bulk(DhcpBulkLeaseQuery query, Replies replies, LeaseTable table, @Nullable ServerClock kea) {
            super(query, replies);
            this.query = query;
            this.table = table;
            this.kea = kea;
        }

        @Override
        public Target kind() {
            return Target.BULK;
        }

        @Override
        public String primary() {
            return PrimaryQuery.in(query).stream().map(PrimaryQuery::toString).collect(Collectors.joining("+"));
        }

        @Override
        public @Nullable Verdict violation() {
            return kea == null ? QueryRules.violation(query) : KeaProfile.violation(query);
        }

        @Override
        public IntPredicate selection() {
            Predicate<Lease> leases = kea == null ? byTheRfc() : KeaProfile.selection(query, window(), kea);
            return slot -> leases.test(table.get(slot));
        }

        private Predicate<Lease> byTheRfc() {
            return new BulkSelection(PrimaryQuery.in(query).get(0), window(), new VpnSelection(vpn()))::includes;
        }

        private TimeWindow window() {
            return new TimeWindow(start(), end());
        }
    }
}
