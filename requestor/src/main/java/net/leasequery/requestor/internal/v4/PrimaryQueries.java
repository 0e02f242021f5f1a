package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.HardwareAddress;

/** Writes the primary query of a Bulk Leasequery. RFC 6926 section 7.2. */
final class PrimaryQueries {

    private PrimaryQueries() {}

    /** Sets the options that the query needs, and returns the header that it needs. */
    static Dhcpv4Header set(BulkQuery query, Dhcpv4Header header, Dhcpv4OptionsBuilder options) {
        return switch (query.kind()) {
            case ALL -> header;
            case HARDWARE_ADDRESS -> {
                HardwareAddress address = ((BulkQuery.ByHardwareAddress) query).address();
                yield header.withHardwareAddress(address.type(), address.octets());
            }
            case CLIENT_ID -> {
                options.clientIdentifier(((BulkQuery.ByClientId) query).clientId());
                yield header;
            }
            case REMOTE_ID -> {
                options.relayAgentInformation(RelayAgentInformation.builder()
                        .remoteId(((BulkQuery.ByRemoteId) query).remoteId())
                        .build());
                yield header;
            }
            case LINK_ADDRESS, ADDRESS -> throw new IllegalArgumentException("DHCPv4 has no query " + query);
            case RELAY_ID -> {
                options.relayAgentInformation(RelayAgentInformation.builder()
                        .relayId(((BulkQuery.ByRelayId) query).relayId())
                        .build());
                yield header;
            }
        };
    }
}
