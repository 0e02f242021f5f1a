package net.leasequery.simulator.v6;

import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Request;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.QueryType;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.lease.Ipv6Pool;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/** Checks queries that were decoded without error. */
final class Dhcpv6Rules {

    private final LeaseTable table;

    Dhcpv6Rules(LeaseTable table) {
        this.table = table;
    }

    /**
     * Whether a query identifies its requestor and is not for another server; otherwise it gets no answer. RFC 5007
     * section 4.2.1.
     */
    static boolean isForUs(Dhcpv6Request request, Duid us) {
        Duid server = request.options().serverIdentifier();
        return request.options().clientIdentifier() != null && (server == null || server.equals(us));
    }

    /**
     * The status with which a query is refused, or null if it is valid. RFC 7653 section 9.3, RFC 5007 section 4.4.1.
     */
    @Nullable
    Verdict violation(Dhcpv6Request request) {
        Dhcpv6Options options = request.options();
        boolean active = request instanceof ActiveLeasequery;
        if (active && options.queryEndTime().isPresent()) {
            return malformed("query-end-time in an Active query");
        }
        LqQuery query = options.query();
        if (query == null) {
            return active ? null : malformed("no OPTION_LQ_QUERY");
        }
        return violation(query);
    }

    private @Nullable Verdict violation(LqQuery query) {
        if (query.type() == QueryType.UNKNOWN) {
            return verdict(StatusCode.UNKNOWN_QUERY_TYPE, "query type " + query.queryType());
        }
        if (!query.isComplete()) {
            return malformed("the query lacks what its type needs");
        }
        Ipv6Address link = query.linkAddress();
        if (!link.isUnspecified()) {
            return isLink(link) ? null : verdict(StatusCode.NOT_CONFIGURED, "no such link: " + link);
        }
        IaAddress asked = query.options().first(IaAddress.class);
        return query.type() != QueryType.BY_ADDRESS || asked == null || isConfigured(asked.address())
                ? null
                : verdict(StatusCode.NOT_CONFIGURED, "no such address: " + asked.address());
    }

    private boolean isLink(Ipv6Address address) {
        return table.ranges().stream().anyMatch(pool -> ((Ipv6Pool) pool).link().contains(address));
    }

    private boolean isConfigured(Ipv6Address address) {
        return isLink(address)
                || table.ranges().stream()
                        .anyMatch(pool -> ((Ipv6Pool) pool).range().contains(address));
    }

    private static Verdict malformed(String reason) {
        return verdict(StatusCode.MALFORMED_QUERY, reason);
    }

    private static Verdict verdict(StatusCode code, String reason) {
        return new Verdict(code.code(), reason);
    }
}
