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
 * The leases of one client as options: each by itself, as RFC 5007 section 4.1.2.2 has it, or within its identity
 * association if the query asks for options of that kind, which brings IAID, T1 and T2.
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
                        .computeIfAbsent(new Association(type, client.iaid()), key -> new ArrayList<>())
                        .add(lease);
            } else {
                options.add(bare(lease));
            }
        }
        associations.forEach((association, members) -> options.add(whole(association, members)));
        return options;
    }

    private Dhcpv6Option whole(Association association, List<Lease> members) {
        Dhcpv6Options inside = Dhcpv6Options.of(members.stream().map(this::bare).toList());
        LeaseTerm term = members.get(0).term();
        long t1 = term == null || term.isInfinite() ? infiniteOrZero(term) : secondsUntil(term.renewal());
        long t2 = term == null || term.isInfinite() ? infiniteOrZero(term) : secondsUntil(term.rebinding());
        return switch (association.type) {
            case TA -> new IaTa(association.iaid, inside);
            case PD -> new IaPd(association.iaid, t1, t2, inside);
            case NA, V4 -> new IaNa(association.iaid, t1, t2, inside);
        };
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

    private static long infiniteOrZero(@Nullable LeaseTerm term) {
        return term == null ? 0 : INFINITE;
    }

    private static int codeOf(LeaseType type) {
        return switch (type) {
            case NA, V4 -> OptionCode.IA_NA;
            case TA -> OptionCode.IA_TA;
            case PD -> OptionCode.IA_PD;
        };
    }

    private record Association(LeaseType type, long iaid) {}
}
