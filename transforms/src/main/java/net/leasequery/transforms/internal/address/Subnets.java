package net.leasequery.transforms.internal.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of subnets, in any order; they may overlap. Immutable. */
public final class Subnets {

    private final List<Subnet> subnets;

    private Subnets(List<Subnet> subnets) {
        this.subnets = subnets;
    }

    /**
     * Parses each entry by {@link Subnet#parse}.
     *
     * @throws IllegalArgumentException if an entry is not a subnet; the message says what would be valid
     */
    public static Subnets parse(List<String> entries) {
        return new Subnets(entries.stream().map(Subnet::parse).toList());
    }

    public boolean contain(@Nullable String addressOrPrefix) {
        for (Subnet subnet : subnets) {
            if (subnet.contains(addressOrPrefix)) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return subnets.isEmpty();
    }
}
