package net.leasequery.transforms.internal.siem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.leasequery.transforms.internal.binding.BindingField;
import net.leasequery.transforms.internal.binding.Lease;
import org.jspecify.annotations.Nullable;

/** Labels of a record that does not report a change as it happens. */
final class Labels {

    private Labels() {}

    /** Returns the origin of an observation, and {@code inferred}; null if neither applies. */
    static @Nullable List<String> of(Lease lease) {
        boolean inferred = lease.flag(BindingField.INFERRED);
        if (!inferred && !lease.isObserved()) {
            return null;
        }
        List<String> labels = new ArrayList<>(2);
        if (lease.isObserved()) {
            labels.add(String.valueOf(lease.origin()).toLowerCase(Locale.ROOT));
        }
        if (inferred) {
            labels.add("inferred");
        }
        return labels;
    }
}
