package net.leasequery.simulator.v6;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPd;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IaTa;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.lease.LeaseType;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one client as options: each by itself, as in RFC 5007 section 4.1.2.2, or within its identity
 * association if the query requests such options, which adds IAID, T1 and T2.
 *
 * @param requested option codes that are asked for
 * @param now server's clock, the base-time of the message
 */
record LeaseOptions(Set<Integer> requested, Instant now) {

    private static final long INFINITE = 0xffff_ffffL;

    List<Dhcpv6Option> of(List<Lease> leases) {
        List<Dhcpv6Option> options = new ArrayList<>();
        Map<Association, List<Lease>> associations = new LinkedHashMap<>();
        for (Lease lease : leases) {
            LeaseType type = lease.address().type();
            if (requested.contains(codeOf(type)) && lease.client() instanceof Ipv6Client client) {
                associations
                        .computeIfAbsent(association(type, client.iaid(), lease.term()), key -> new ArrayList<>())
                        .add(lease);
            } else {
                options.add(bare(lease));
            }
        }
        associations.forEach((association, members) -> options.add(association.option(
                Dhcpv6Options.of(members.stream().map(this::bare).toList()))));
        return options;
    }

    private Association association(LeaseType type, long iaid, @Nullable LeaseTerm term) {
        if (term == null) {
            return new Association(type, iaid, 0, 0);
        }
        return term.isInfinite()
                ? new Association(type, iaid, INFINITE, INFINITE)
                : new Association(type, iaid, secondsUntil(term.renewal()), secondsUntil(term.rebinding()));
    }

    private Dhcpv6Option bare(Lease lease) {
        LeaseAddress.V6 address = (LeaseAddress.V6) lease.address();
        LeaseTerm term = lease.term();
        boolean infinite = term != null && term.isInfinite();
        long preferred = infinite ? INFINITE : secondsUntil(term == null ? null : term.preferred());
        long valid = infinite ? INFINITE : secondsUntil(term == null ? null : term.expiry());
        return address.type() == LeaseType.PD
                ? new IaPrefix(address.prefix(), preferred, valid)
                : new IaAddress(address.prefix().address(), preferred, valid);
    }

    private long secondsUntil(@Nullable Instant time) {
        return time == null
                ? 0
                : Math.min(Math.max(0, Duration.between(now, time).toSeconds()), INFINITE - 1);
    }

    private static int codeOf(LeaseType type) {
        return switch (type) {
            case NA, V4 -> OptionCode.IA_NA;
            case TA -> OptionCode.IA_TA;
            case PD -> OptionCode.IA_PD;
        };
    }

    /** Leases with different renewal times are sent separately, even if the client gave them the same IAID. */
    private record Association(LeaseType type, long iaid, long t1, long t2) {

        Dhcpv6Option option(Dhcpv6Options leases) {
            return switch (type) {
                case TA -> new IaTa(iaid, leases);
                case PD -> new IaPd(iaid, t1, t2, leases);
                case NA, V4 -> new IaNa(iaid, t1, t2, leases);
            };
        }
    }
}
