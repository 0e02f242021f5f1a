package net.leasequery.simulator.lease;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Addresses or prefixes as configured; the meaning of the text depends on the family.
 *
 * @param vpn VPN that they belong to
 * @param text in the form of {@link AddressRange#parse} or {@link Ipv6Pool#parse}
 */
public record ConfiguredRange(VirtualSubnet vpn, String text) {

    /**
     * Returns the pools of these ranges in this family, in their order. Prefixes that name no link are on the link of
     * the range before.
     *
     * @throws IllegalArgumentException if one is not of the family
     */
    public static List<Pool> pools(Family family, List<ConfiguredRange> ranges) {
        List<Pool> pools = new ArrayList<>();
        for (ConfiguredRange range : ranges) {
            pools.add(
                    switch (family) {
                        case IPV4 -> AddressRange.parse(range.vpn, range.text);
                        case IPV6 -> Ipv6Pool.parse(range.vpn, range.text, linkOfLast(pools));
                    });
        }
        return pools;
    }

    private static @Nullable Ipv6Prefix linkOfLast(List<Pool> pools) {
        return pools.isEmpty() ? null : ((Ipv6Pool) pools.get(pools.size() - 1)).link();
    }
}
