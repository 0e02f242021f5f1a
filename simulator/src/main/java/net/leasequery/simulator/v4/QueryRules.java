package net.leasequery.simulator.v4;

import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/** Checks queries that were decoded without error. */
final class QueryRules {

    private QueryRules() {}

    /** The status with which an Active query is refused, or null if it is valid. RFC 7724 sections 7.3 and 8.2. */
    static @Nullable Verdict violation(DhcpActiveLeaseQuery query) {
        Dhcpv4Header header = query.header();
        if (query.options().queryEndTime().isPresent()) {
            return malformed("query-end-time in an Active query");
        }
        if (!header.ciaddr().isUnspecified()
                || header.hlen() != 0
                || query.options().clientIdentifier() != null) {
            return malformed("ciaddr, chaddr or client-identifier in an Active query");
        }
        return null;
    }

    /** The status with which a Bulk query is refused, or null if it is valid. RFC 6926 section 8.2. */
    static @Nullable Verdict violation(DhcpBulkLeaseQuery query) {
        Dhcpv4Header header = query.header();
        if (!header.ciaddr().isUnspecified()
                || !header.yiaddr().isUnspecified()
                || !header.siaddr().isUnspecified()) {
            return malformed("ciaddr, yiaddr or siaddr in a Bulk query");
        }
        if (PrimaryQuery.in(query).size() > 1) {
            return new Verdict(StatusCode.NOT_ALLOWED.code(), "more than one primary query");
        }
        return null;
    }

    private static Verdict malformed(String reason) {
        return new Verdict(StatusCode.MALFORMED_QUERY.code(), reason);
    }
}
