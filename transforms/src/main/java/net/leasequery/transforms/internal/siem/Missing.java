package net.leasequery.transforms.internal.siem;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.transforms.internal.binding.Lease;
import org.jspecify.annotations.Nullable;

/** Collects the required attributes of a model that a binding lacks. Of one record. */
final class Missing {

    private @Nullable List<String> paths;

    @Nullable
    Object valueOf(Attribute attribute, Lease lease) {
        Object value = attribute.value().apply(lease);
        if (value == null && attribute.insisted()) {
            paths = paths == null ? new ArrayList<>() : paths;
            paths.add(attribute.path());
        }
        return value;
    }

    List<String> paths() {
        return paths == null ? List.of() : List.copyOf(paths);
    }
}
