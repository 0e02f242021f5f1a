package net.leasequery.requestor.internal.v6;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.requestor.BulkQuery;

/** Writes the OPTION_LQ_QUERY of a Bulk Leasequery. RFC 5007 section 4.1.2.1, RFC 5460 section 5.3. */
final class PrimaryQueries {

    private static final int ENTERPRISE_NUMBER_OCTETS = 4;

    private PrimaryQueries() {}

    static LqQuery of(BulkQuery query, OptionRequest optionRequest) {
        LqQuery bare = bare(query);
        return new LqQuery(bare.queryType(), bare.linkAddress(), bare.options().with(optionRequest));
    }

    private static LqQuery bare(BulkQuery query) {
        return switch (query.kind()) {
            case ADDRESS -> LqQuery.byAddress(((BulkQuery.ByAddress) query).address());
            case LINK_ADDRESS -> LqQuery.byLinkAddress(((BulkQuery.ByLinkAddress) query).address());
            case CLIENT_ID -> LqQuery.byClientId(Duid.of(((BulkQuery.ByClientId) query).clientId()));
            case RELAY_ID -> LqQuery.byRelayId(Duid.of(((BulkQuery.ByRelayId) query).relayId()));
            case REMOTE_ID -> LqQuery.byRemoteId(remoteId(((BulkQuery.ByRemoteId) query).remoteId()));
            case ALL, HARDWARE_ADDRESS -> throw new IllegalArgumentException("DHCPv6 has no query " + query);
        };
    }

    /** Reads the option value (RFC 4649 section 3): an enterprise-number, then octets defined by that enterprise. */
    private static RemoteId remoteId(Octets octets) {
        if (octets.length() < ENTERPRISE_NUMBER_OCTETS) {
            throw new IllegalArgumentException(
                    "a DHCPv6 remote-id begins with four octets of enterprise-number: " + octets.toHex());
        }
        return new RemoteId(
                octets.unsignedIntAt(0),
                octets.slice(ENTERPRISE_NUMBER_OCTETS, octets.length() - ENTERPRISE_NUMBER_OCTETS));
    }
}
