package net.leasequery.requestor.internal.v4;

import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.Status;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.RelativeTimes;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/** Reads the binding of a DHCPLEASEACTIVE or DHCPLEASEUNASSIGNED. RFC 6926 sections 6.2, 7.3 and 7.4. */
final class Ipv4Bindings {

    private Ipv4Bindings() {}

    /**
     * Returns the binding of a reply; malformed if it has no address, or no VPN that the address can belong to.
     *
     * @param serverIdentifier of this reply, or of an earlier one of the same query
     * @param faults counts the bindings of VPNs that were not asked for
     */
    static SharedEvent read(
            DhcpLeaseQueryReply reply, @Nullable String serverIdentifier, ToleratedFaults faults, LocalMoment at) {
        if (reply.header().ciaddr().isUnspecified()) {
            return ReplyFaults.meaningless(reply, reply.messageType() + " without an address in ciaddr", at);
        }
        if (!BindingAddress.canBelongTo(reply.options().vss())) {
            return ReplyFaults.meaningless(reply, "the VSS option of a binding names no VPN", at);
        }
        faults.bindings(reply.options().vss(), 1);
        ServerTime baseTime = baseTime(reply);
        return new SharedEvent.Bindings(
                reply.transactionId(), baseTime, List.of(binding(reply, baseTime, serverIdentifier)), at);
    }

    private static Binding binding(
            DhcpLeaseQueryReply reply, @Nullable ServerTime baseTime, @Nullable String serverIdentifier) {
        Dhcpv4Options options = reply.options();
        Status status = options.statusCode();
        Client client = client(reply);
        RelayInfo relay = Ipv4Relays.of(reply);
        return new Binding(
                serverIdentifier,
                address(reply),
                state(reply),
                client,
                times(options).from(baseTime, DhcpFamily.IPV4),
                relay,
                isRemote(options.dataSource()),
                status == null ? null : Integer.valueOf(status.code()),
                status == null || status.text().isEmpty() ? null : status.text(),
                OtherOptions.of(options, client, relay));
    }

    private static boolean isRemote(@Nullable DataSource source) {
        return source != null && source.remote();
    }

    /** Returns the base-time of a message; null if it has none. */
    static @Nullable ServerTime baseTime(Dhcpv4Message message) {
        OptionalLong seconds = message.options().baseTime();
        return seconds.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV4, seconds.getAsLong());
    }

    private static BindingAddress address(DhcpLeaseQueryReply reply) {
        return new BindingAddress(
                LeaseType.V4,
                reply.header().ciaddr().toString(),
                null,
                BindingAddress.vpn(reply.options().vss()));
    }

    /**
     * Without a dhcp-state an active lease is ACTIVE (RFC 6926 section 8.3). An unassigned address is then UNKNOWN: it
     * may be in any state but ACTIVE, and AVAILABLE would be a guess.
     */
    private static BindingState state(DhcpLeaseQueryReply reply) {
        DhcpState state = reply.options().dhcpState();
        if (state == null) {
            return reply.replyKind() == DhcpLeaseQueryReply.ReplyKind.ACTIVE
                    ? BindingState.ACTIVE
                    : BindingState.UNKNOWN;
        }
        return switch (state) {
            case AVAILABLE -> BindingState.AVAILABLE;
            case ACTIVE -> BindingState.ACTIVE;
            case EXPIRED -> BindingState.EXPIRED;
            case RELEASED -> BindingState.RELEASED;
            case ABANDONED -> BindingState.ABANDONED;
            case RESET -> BindingState.RESET;
            case REMOTE -> BindingState.REMOTE;
            case TRANSITIONING -> BindingState.TRANSITIONING;
            case UNKNOWN -> BindingState.UNKNOWN;
        };
    }

    private static Client client(DhcpLeaseQueryReply reply) {
        Dhcpv4Header header = reply.header();
        Dhcpv4Options options = reply.options();
        ClientFqdn fqdn = options.clientFqdn();
        return new Client(
                header.chaddr().isEmpty() ? null : new HardwareAddress(header.htype(), header.chaddr()),
                ClientTexts.octets(options.clientIdentifier()),
                null,
                null,
                ClientTexts.text(options.get(OptionCode.HOST_NAME)),
                fqdn == null ? null : fqdn.domainName(),
                ClientTexts.text(options.vendorClass()),
                ClientTexts.userClass(options.userClass()));
    }

    private static RelativeTimes times(Dhcpv4Options options) {
        return new RelativeTimes(
                options.startTimeOfState().orElse(RelativeTimes.ABSENT),
                options.clientLastTransactionTime().orElse(RelativeTimes.ABSENT),
                options.leaseTime().orElse(RelativeTimes.ABSENT),
                options.renewalTime().orElse(RelativeTimes.ABSENT),
                options.rebindingTime().orElse(RelativeTimes.ABSENT),
                RelativeTimes.ABSENT);
    }
}
