package net.leasequery.simulator.report;

import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.simulator.lease.Lease;

/**
 * The part of the table that a requestor can know at most.
 *
 * @param rows leases that can be reported to it
 * @param keys what can be reported about each lease; empty for everything
 */
public record TableView(Predicate<Lease> rows, Set<String> keys) {

    /** Everything. */
    public static final TableView WHOLE = new TableView(lease -> true, Set.of());

    /** Whether a key is part of the view. */
    boolean shows(String key) {
        return keys.isEmpty() || keys.contains(key);
    }
}
