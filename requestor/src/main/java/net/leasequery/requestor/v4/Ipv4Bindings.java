package net.leasequery.requestor.v4;

import java.util.OptionalLong;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.BindingAddress;
import net.leasequery.requestor.binding.BindingState;
import net.leasequery.requestor.binding.BindingTimes;
import net.leasequery.requestor.binding.Client;
import net.leasequery.requestor.binding.DhcpFamily;
import net.leasequery.requestor.binding.HardwareAddress;
import net.leasequery.requestor.binding.LeaseType;
import net.leasequery.requestor.binding.ServerTime;
import org.jspecify.annotations.Nullable;

/** Makes a binding of a DHCPLEASEACTIVE or DHCPLEASEUNASSIGNED. RFC 6926 sections 6.2, 7.3 and 7.4. */
final class Ipv4Bindings {

    private static final long INFINITE = 0xffff_ffffL;

    private Ipv4Bindings() {}

    /**
     * The binding that a reply tells of.
     *
     * @param serverIdentifier of this reply, or of an earlier one of the same query
     */
    static Binding of(LeasequeryReply reply, @Nullable String serverIdentifier) {
        Dhcpv4Options options = reply.options();
        Status status = options.statusCode();
        return new Binding(
                serverIdentifier,
                address(reply),
                state(reply),
                client(reply),
                times(baseTime(reply), options),
                Ipv4Relays.of(reply),
                DataSource.REMOTE.equals(options.dataSource()),
                status == null ? null : Integer.valueOf(status.code()),
                status == null ? null : status.text(),
                OtherOptions.of(options));
    }

    /** The base-time of a message; null if it has none. */
    static @Nullable ServerTime baseTime(Dhcpv4Message message) {
        OptionalLong seconds = message.options().baseTime();
        return seconds.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV4, seconds.getAsLong());
    }

    private static BindingAddress address(LeasequeryReply reply) {
        return new BindingAddress(
                LeaseType.V4,
                reply.header().ciaddr().toString(),
                null,
                BindingAddress.vpn(reply.options().vss()));
    }

    /**
     * Without a dhcp-state an active lease is ACTIVE (RFC 6926 section 8.3). An unassigned address is
     * then UNKNOWN: any state but ACTIVE makes an address unassigned, and AVAILABLE would be a guess.
     */
    private static BindingState state(LeasequeryReply reply) {
        DhcpState state = reply.options().dhcpState();
        if (state == null) {
            return reply.replyKind() == LeasequeryReply.ReplyKind.ACTIVE ? BindingState.ACTIVE : BindingState.UNKNOWN;
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

    private static Client client(LeasequeryReply reply) {
        Dhcpv4Header header = reply.header();
        Dhcpv4Options options = reply.options();
        ClientFqdn fqdn = options.clientFqdn();
        return new Client(
                header.chaddr().isEmpty() ? null : new HardwareAddress(header.htype(), header.chaddr()),
                options.clientIdentifier(),
                null,
                null,
                options.hostName(),
                fqdn == null ? null : fqdn.domainName(),
                text(options.vendorClass()),
                userClass(options.userClass()));
    }

    private static @Nullable String text(@Nullable Octets octets) {
        return octets == null ? null : octets.toUtf8();
    }

    private static @Nullable String userClass(@Nullable Octets octets) {
        return octets == null ? null : UserClasses.text(octets);
    }

    /** All but base-time itself are offsets from it, so without it nothing is known. */
    private static BindingTimes times(@Nullable ServerTime base, Dhcpv4Options options) {
        OptionalLong leaseTime = options.leaseTime();
        boolean infinite = leaseTime.isPresent() && leaseTime.getAsLong() == INFINITE;
        if (base == null) {
            return new BindingTimes(null, null, null, null, null, null, null, infinite);
        }
        return new BindingTimes(
                base,
                before(base, options.startTimeOfState()),
                before(base, options.clientLastTransactionTime()),
                after(base, leaseTime),
                after(base, options.renewalTime()),
                after(base, options.rebindingTime()),
                null,
                infinite);
    }

    private static @Nullable ServerTime after(ServerTime base, OptionalLong offset) {
        return offset.isEmpty() || offset.getAsLong() == INFINITE ? null : base.plusSeconds(offset.getAsLong());
    }

    /** A time before the epoch is no time at all but a server's way to say that it has none. */
    private static @Nullable ServerTime before(ServerTime base, OptionalLong offset) {
        if (offset.isEmpty()) {
            return null;
        }
        ServerTime time = base.plusSeconds(-offset.getAsLong());
        return time.epochSecond() < DhcpFamily.IPV4.wireEpochSecond() ? null : time;
    }
}
