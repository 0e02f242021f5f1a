package net.leasequery.simulator.report;

import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.simulator.lease.Lease;

/**
 * Which part of the table a requestor can know of at best.
 *
 * @param rows leases that it can be told of
 * @param keys what it can be told of each; empty for everything
 */
public record TableView(Predicate<Lease> rows, Set<String> keys) {

    /** Everything. */
    public static final TableView WHOLE = new TableView(lease -> true, Set.of());

    /** Whether a key is part of the view. */
    boolean shows(String key) {
        return keys.isEmpty() || keys.contains(key);
    }
}
