package net.leasequery.requestor.internal.v6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.Vss;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the bindings of one OPTION_CLIENT_DATA: one for each address and each prefix, inside or outside of an identity
 * association. RFC 5007 section 4.1.2.2, RFC 7653 section 8.5.
 *
 * <p>DHCPv6 has no binding states. A valid lifetime of 0 means that the binding has ended, but not how: its state is
 * UNKNOWN.
 */
final class ClientBindings {

    private static final int LONGEST_HARDWARE_ADDRESS = 16;

    private final Dhcpv6Options options;
    private final @Nullable String serverId;
    private final ServerTime base;
    private final @Nullable Duid duid;
    private final long silence;
    private final @Nullable VirtualSubnet subnet;
    private final @Nullable String vpn;
    private final List<RelayForward> hops;
    private final @Nullable RelayInfo relay;
    private final OptionMap others;
    private final Map<Integer, Octets> othersByCode;
    private final ClientTraits traits;
    private final ExpansionLimit limit;
    private final long octetsOfEach;
    /** Immutable while it holds one binding, as nearly always, which saves the copy for the event. */
    private List<Binding> bindings = List.of();

    private int unspecified;

    /**
     * @param serverId of the whole answer
     * @param base time that relative times are counted from
     * @param limit for all bindings of the message; once it is exceeded, no more are made
     */
    ClientBindings(ClientData data, @Nullable String serverId, ServerTime base, ExpansionLimit limit) {
        this.options = data.options();
        this.serverId = serverId;
        this.base = base;
        this.duid = options.clientIdentifier();
        this.silence = options.clientLastTransactionTime().orElse(RelativeTimes.ABSENT);
        Vss vss = options.first(OptionCode.VSS, Vss.class);
        this.subnet = vss == null ? null : vss.virtualSubnet();
        this.vpn = BindingAddress.vpn(subnet);
        this.hops = Ipv6Relays.hops(options);
        this.relay = Ipv6Relays.of(hops);
        this.traits = ClientTraits.of(options);
        this.others = OtherOptions.of(options, traits, hops);
        this.othersByCode = others.toMap();
        this.limit = limit;
        this.octetsOfEach = octetsOfEach();
        for (int i = 0; i < options.count(); i++) {
            add(i);
        }
    }

    /**
     * Returns why these client data contain no usable binding although they should; null if nothing is wrong with them.
     */
    @Nullable
    String violation() {
        if (!BindingAddress.canBelongTo(subnet)) {
            return "the VSS option of a client's data names no VPN";
        }
        if (limit.isExceeded()) {
            return "the options of its clients, repeated for each of their leases, exceed " + ExpansionLimit.MOST_OCTETS
                    + " octets";
        }
        return bindings.isEmpty() && unspecified > 0 ? "client data with the address :: and no other" : null;
    }

    /** Returns the number of malformed options of relay agents and malformed addresses. */
    int malformedOptions() {
        return MalformedOptions.in(hops) + unspecified;
    }

    /** Counts the bindings by VPN. */
    void countInto(ToleratedFaults faults) {
        faults.bindings(subnet, bindings.size());
    }

    /** Returns all bindings in the order of the message. */
    List<Binding> all() {
        return bindings;
    }

    /** By code, because few options are leases, and nothing else of the other ones is needed. */
    private void add(int index) {
        switch (options.codeAt(index)) {
            case OptionCode.IA_NA, OptionCode.IA_TA, OptionCode.IA_PD -> {
                if (options.at(index) instanceof IdentityAssociation association) {
                    addAll(association);
                }
            }
            case OptionCode.IAADDR, OptionCode.IAPREFIX -> add(options.at(index), Association.NONE);
            default -> {
                // Not a lease.
            }
        }
    }

    private void addAll(IdentityAssociation association) {
        Association around = Association.of(association);
        Dhcpv6Options leases = association.options();
        for (int i = 0; i < leases.count(); i++) {
            add(leases.at(i), around);
        }
    }

    private void add(Dhcpv6Option option, Association around) {
        if (option instanceof IaAddress address) {
            if (address.address().isUnspecified()) {
                unspecified++;
                return;
            }
            BindingAddress key =
                    new BindingAddress(around.typeOfAddress(), address.address().toString(), null, vpn);
            add(key, address.preferredLifetime(), address.validLifetime(), address.options(), around);
        } else if (option instanceof IaPrefix prefix) {
            if (prefix.prefixAddress().isUnspecified()) {
                unspecified++;
                return;
            }
            BindingAddress key =
                    new BindingAddress(LeaseType.PD, prefix.prefix().toString(), prefix.prefixLength(), vpn);
            add(key, prefix.preferredLifetime(), prefix.validLifetime(), prefix.options(), around);
        }
    }

    private void add(BindingAddress key, long preferred, long valid, Dhcpv6Options within, Association around) {
        Status inner = within.statusCode();
        Status status = inner == null ? around.status() : inner;
        OptionMap ofLease = OtherOptions.within(within);
        limit.add(octetsOfEach
                + around.others().octets()
                + ofLease.octets()
                + (status == null ? 0 : status.encodedText().length()));
        if (limit.isExceeded()) {
            return;
        }
        append(new Binding(
                serverId,
                key,
                valid == 0 ? BindingState.UNKNOWN : BindingState.ACTIVE,
                client(around.iaid()),
                times(preferred, valid, around).from(base, DhcpFamily.IPV6),
                relay,
                false,
                status == null ? null : Integer.valueOf(status.code()),
                status == null || status.text().isEmpty() ? null : status.text(),
                othersWith(around.others(), ofLease)));
    }

    private void append(Binding binding) {
        if (bindings.isEmpty()) {
            bindings = List.of(binding);
            return;
        }
        if (bindings.size() == 1) {
            bindings = new ArrayList<>(bindings);
        }
        bindings.add(binding);
    }

    /** Returns the octets of client, relay agents and server that each binding repeats. */
    private long octetsOfEach() {
        long octets = others.octets()
                + ExpansionLimit.octetsOf(serverId)
                + ExpansionLimit.octetsOf(duid == null ? null : duid.octets())
                + ExpansionLimit.octetsOf(traits.fqdn())
                + ExpansionLimit.octetsOf(traits.vendorClass())
                + ExpansionLimit.octetsOf(traits.userClass());
        return relay == null
                ? octets
                : octets
                        + ExpansionLimit.octetsOf(relay.remoteId())
                        + ExpansionLimit.octetsOf(relay.relayId())
                        + ExpansionLimit.octetsOf(relay.subscriberId())
                        + ExpansionLimit.octetsOf(relay.interfaceId());
    }

    private Map<Integer, Octets> othersWith(OptionMap ofAssociation, OptionMap ofLease) {
        if (ofAssociation.isEmpty() && ofLease.isEmpty()) {
            return othersByCode;
        }
        OptionMap all = new OptionMap();
        all.addAll(others);
        all.addAll(ofAssociation);
        all.addAll(ofLease);
        return all.toMap();
    }

    private RelativeTimes times(long preferred, long valid, Association around) {
        return valid == 0
                ? RelativeTimes.NONE.withSilence(silence)
                : new RelativeTimes(
                        RelativeTimes.ABSENT,
                        silence,
                        valid,
                        reported(around.t1()),
                        reported(around.t2()),
                        reported(preferred));
    }

    /** Treats a time of 0 as absent, because it leaves the time to the client. */
    private static long reported(long seconds) {
        return seconds == 0 ? RelativeTimes.ABSENT : seconds;
    }

    private Client client(@Nullable Long iaid) {
        return new Client(
                hardwareAddress(duid),
                null,
                duid == null ? null : duid.octets(),
                iaid,
                null,
                traits.fqdn(),
                traits.vendorClass(),
                traits.userClass());
    }

    /**
     * Returns the link-layer address that the DUID was made from; the client probably still uses it, but not certainly.
     */
    private static @Nullable HardwareAddress hardwareAddress(@Nullable Duid duid) {
        if (duid instanceof Duid.LinkLayerTime made) {
            return hardwareAddress(made.hardwareType(), made.linkLayerAddress());
        }
        if (duid instanceof Duid.LinkLayer made) {
            return hardwareAddress(made.hardwareType(), made.linkLayerAddress());
        }
        return null;
    }

    private static @Nullable HardwareAddress hardwareAddress(int type, Octets octets) {
        return octets.length() > LONGEST_HARDWARE_ADDRESS ? null : new HardwareAddress(type, octets);
    }
}
