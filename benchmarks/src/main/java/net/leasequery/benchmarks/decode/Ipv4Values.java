package net.leasequery.benchmarks.decode;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.RelayAgentInformation;
import org.jspecify.annotations.Nullable;

/**
 * Reads every field and option of a message with its meaning. The sum of the values keeps the compiler from removing
 * the reads.
 */
final class Ipv4Values {

    private Ipv4Values() {}

    static long read(Dhcpv4Message message) {
        Dhcpv4Options options = message.options();
        return header(message.header())
                + options.leaseTime().orElse(0)
                + options.renewalTime().orElse(0)
                + options.rebindingTime().orElse(0)
                + options.baseTime().orElse(0)
                + options.startTimeOfState().orElse(0)
                + options.clientLastTransactionTime().orElse(0)
                + options.dhcpStateNumber().orElse(0)
                + address(options.serverIdentifier())
                + source(options.dataSource())
                + octets(options.clientIdentifier())
                + octets(options.vendorClass())
                + octets(options.userClass())
                + text(options.hostName())
                + fqdn(options.clientFqdn())
                + relay(options.relayAgentInformation())
                + (options.vss() == null ? 0 : 1)
                + (options.statusCode() == null ? 0 : 1);
    }

    private static long header(Dhcpv4Header header) {
        return (long) header.htype() + header.ciaddr().value() + header.giaddr().value() + octets(header.chaddr());
    }

    private static long relay(@Nullable RelayAgentInformation relay) {
        if (relay == null) {
            return 0;
        }
        return octets(relay.circuitId())
                + octets(relay.remoteId())
                + address(relay.linkSelection())
                + octets(relay.subscriberId())
                + octets(relay.relayId());
    }

    private static long fqdn(@Nullable ClientFqdn fqdn) {
        return fqdn == null ? 0 : text(fqdn.domainName()) + fqdn.flags();
    }

    private static long source(@Nullable DataSource source) {
        return source != null && source.remote() ? 1 : 0;
    }

    private static long address(@Nullable Ipv4Address address) {
        return address == null ? 0 : address.value();
    }

    private static long octets(@Nullable Octets octets) {
        return octets == null ? 0 : octets.length();
    }

    private static long text(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
