package net.leasequery.requestor.v6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPd;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IaTa;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.Vss;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.BindingAddress;
import net.leasequery.requestor.binding.BindingState;
import net.leasequery.requestor.binding.BindingTimes;
import net.leasequery.requestor.binding.Client;
import net.leasequery.requestor.binding.HardwareAddress;
import net.leasequery.requestor.binding.LeaseType;
import net.leasequery.requestor.binding.RelayInfo;
import net.leasequery.requestor.binding.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Makes bindings of one OPTION_CLIENT_DATA: one of each address and each prefix, whether it stands by
 * itself or within its identity association. RFC 5007 section 4.1.2.2, RFC 7653 section 8.5.
 *
 * <p>DHCPv6 knows no states. A valid lifetime of 0 means that the binding has ended, and not how: its
 * state is UNKNOWN.
 */
final class ClientBindings {

    private static final long INFINITE = 0xffff_ffffL;
    private static final int LONGEST_HARDWARE_ADDRESS = 16;

    private final Dhcpv6Options options;
    private final @Nullable String serverId;
    private final ServerTime base;
    private final @Nullable Duid duid;
    private final @Nullable ServerTime lastTransaction;
    private final @Nullable String vpn;
    private final @Nullable RelayInfo relay;
    private final Map<Integer, Octets> others;
    private final Traits traits;
    private final List<Binding> bindings = new ArrayList<>(2);

    /**
     * @param serverId of the whole answer
     * @param base from which times are counted
     */
    ClientBindings(ClientData data, @Nullable String serverId, ServerTime base) {
        this.options = data.options();
        this.serverId = serverId;
        this.base = base;
        this.duid = options.clientIdentifier();
        OptionalLong silence = options.clientLastTransactionTime();
        this.lastTransaction = silence.isEmpty() ? null : base.plusSeconds(-silence.getAsLong());
        this.vpn = vpn(options.first(Vss.class));
        this.relay = Ipv6Relays.of(options);
        this.traits = Traits.of(options);
        this.others = OtherOptions.of(options);
        options.all().forEach(this::add);
    }

    /** In the order of the message. */
    List<Binding> all() {
        return bindings;
    }

    private void add(Dhcpv6Option option) {
        if (option instanceof IaAddress address) {
            add(address, LeaseType.NA, null, 0, 0, null);
        } else if (option instanceof IaPrefix prefix) {
            add(prefix, null, 0, 0, null);
        } else if (option instanceof IaNa association) {
            addAll(association, LeaseType.NA, association.t1(), association.t2());
        } else if (option instanceof IaTa association) {
            addAll(association, LeaseType.TA, 0, 0);
        } else if (option instanceof IaPd association) {
            addAll(association, LeaseType.PD, association.t1(), association.t2());
        }
    }

    private void addAll(IdentityAssociation association, LeaseType type, long t1, long t2) {
        Status status = association.options().statusCode();
        for (Dhcpv6Option option : association.options().all()) {
            if (option instanceof IaAddress address) {
                add(address, type, association.iaid(), t1, t2, status);
            } else if (option instanceof IaPrefix prefix) {
                add(prefix, association.iaid(), t1, t2, status);
            }
        }
    }

    private void add(IaAddress address, LeaseType type, @Nullable Long iaid, long t1, long t2, @Nullable Status outer) {
        BindingAddress key = new BindingAddress(type, address.address().toString(), null, vpn);
        Status inner = address.options().statusCode();
        add(
                key,
                iaid,
                times(address.preferredLifetime(), address.validLifetime(), t1, t2),
                address.validLifetime() == 0,
                inner == null ? outer : inner);
    }

    private void add(IaPrefix prefix, @Nullable Long iaid, long t1, long t2, @Nullable Status outer) {
        BindingAddress key = new BindingAddress(LeaseType.PD, prefix.prefix().toString(), prefix.prefixLength(), vpn);
        Status inner = prefix.options().statusCode();
        add(
                key,
                iaid,
                times(prefix.preferredLifetime(), prefix.validLifetime(), t1, t2),
                prefix.validLifetime() == 0,
                inner == null ? outer : inner);
    }

    private void add(
            BindingAddress key, @Nullable Long iaid, BindingTimes times, boolean ended, @Nullable Status status) {
        bindings.add(new Binding(
                serverId,
                key,
                ended ? BindingState.UNKNOWN : BindingState.ACTIVE,
                client(iaid),
                times,
                relay,
                false,
                status == null ? null : Integer.valueOf(status.code()),
                status == null ? null : status.text(),
                others));
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

    /** A lifetime or time of 0 tells nothing: the binding has ended, or the client decides. */
    private BindingTimes times(long preferred, long valid, long t1, long t2) {
        return new BindingTimes(
                base, null, lastTransaction, after(valid), after(t1), after(t2), after(preferred), valid == INFINITE);
    }

    private @Nullable ServerTime after(long seconds) {
        return seconds == 0 || seconds == INFINITE ? null : base.plusSeconds(seconds);
    }

    /** What the DUID was made of; that the client still uses it is likely, not certain. */
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

    private static @Nullable String vpn(@Nullable Vss option) {
        return option == null ? null : BindingAddress.vpn(option.virtualSubnet());
    }
}
