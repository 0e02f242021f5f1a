package net.leasequery.simulator.v4;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.report.TableView;
import net.leasequery.simulator.wire.TimeWindow;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/** How Kea 3.0 differs from the RFCs, as seen on the wire. */
final class KeaProfile {

    /** Options that every reply carries if they are known, regardless of the options requested. */
    static final Set<Integer> OPTIONS = Set.of(
            OptionCode.LEASE_TIME,
            OptionCode.CLIENT_IDENTIFIER,
            OptionCode.RELAY_AGENT_INFORMATION,
            OptionCode.CLIENT_LAST_TRANSACTION_TIME,
            OptionCode.BASE_TIME);

    /** The part of the table that a requestor can know from these options. */
    static final TableView VIEW = new TableView(
            Lease::isActive,
            Set.of(
                    "address",
                    "state",
                    "hardwareType",
                    "hardwareAddress",
                    "clientId",
                    "lastTransactionTime",
                    "leaseExpiryTime",
                    "infiniteLease",
                    "relay",
                    "linkAddress",
                    "circuitId",
                    "remoteId",
                    "relayId",
                    "subscriberId",
                    "remote"));

    private static final long FIRST_ILLEGAL_TIME = 1L << 31;

    private KeaProfile() {}

    /** The status with which a Bulk query is refused, or null if it is valid. */
    static @Nullable Verdict violation(DhcpBulkLeaseQuery query) {
        Dhcpv4Header header = query.header();
        Dhcpv4Options options = query.options();
        if (!header.ciaddr().isUnspecified()
                || !header.yiaddr().isUnspecified()
                || !header.siaddr().isUnspecified()) {
            return malformed("an address in the header");
        }
        long start = options.queryStartTime().orElse(0);
        long end = options.queryEndTime().orElse(0);
        if (start >= FIRST_ILLEGAL_TIME || end >= FIRST_ILLEGAL_TIME) {
            return malformed("illegal query-start-time or query-end-time");
        }
        if (start > 0 && end > 0 && start > end) {
            return malformed("query-start-time after query-end-time");
        }
        if (options.vss() != null) {
            return new Verdict(StatusCode.NOT_ALLOWED.code(), "no VPNs here");
        }
        if (PrimaryQuery.in(query).size() > 1) {
            return malformed("more than one primary query");
        }
        if (PrimaryQuery.in(query).get(0).kind() == PrimaryQuery.Kind.ALL_CONFIGURED) {
            return new Verdict(StatusCode.NOT_ALLOWED.code(), "all configured addresses cannot be asked for");
        }
        return null;
    }

    /** Leases in force whose last transaction lies in the time window. */
    static Predicate<Lease> selection(DhcpBulkLeaseQuery query, TimeWindow window, ServerClock clock) {
        PrimaryQuery primary = PrimaryQuery.in(query).get(0);
        return lease -> primary.matches(lease)
                && isInForce(lease, clock.now())
                && lease.lastTransaction() != null
                && window.contains(lease.lastTransaction());
    }

    private static boolean isInForce(Lease lease, Instant now) {
        LeaseTerm term = lease.term();
        return term != null && (term.expiry() == null || term.expiry().isAfter(now));
    }

    private static Verdict malformed(String reason) {
        return new Verdict(StatusCode.MALFORMED_QUERY.code(), reason);
    }
}
