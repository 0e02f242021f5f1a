package net.leasequery.transforms.internal.config;

import java.util.List;
import net.leasequery.transforms.internal.address.Subnets;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a list of subnets such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
public final class SubnetList implements ConfigDef.Validator {

    private final boolean neededOne;

    /**
     * Creates a validator.
     *
     * @param neededOne whether an empty list is rejected
     */
    public SubnetList(boolean neededOne) {
        this.neededOne = neededOne;
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return;
        }
        if (neededOne && list.isEmpty()) {
            throw new ConfigException(key, value, "name at least one subnet, as 192.0.2.0/24 or 2001:db8::/32");
        }
        if (list.contains("")) {
            throw new ConfigException(key, value, "an entry is empty; remove the extra comma");
        }
        try {
            Subnets unused = Subnets.parse(list.stream().map(String::valueOf).toList());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "comma-separated subnets, as 192.0.2.0/24 or 2001:db8::/32";
    }
}
