package net.leasequery.transforms.internal.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some subnets, in any order; they may overlap. Immutable. */
public final class Subnets {

    private final List<Subnet> subnets;

    private Subnets(List<Subnet> subnets) {
        this.subnets = subnets;
    }

    /**
     * Reads each entry as {@link Subnet#parse} does.
     *
     * @throws IllegalArgumentException with what is wrong and what would be right
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
