package net.leasequery.connect.table;

import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.MemoryBudget;

/** Tables and views of the bindings of {@link #EAST}, without a bound. */
public final class Views {

    /** A server that no test connects to. */
    public static final DhcpServer EAST = new DhcpServer("east", "192.0.2.1", 67);

    private Views() {}

    /** A bound that nothing reaches. */
    public static TableBound noBound() {
        return TableBound.of(new MemoryBudget(), Long.MAX_VALUE);
    }

    /** An empty table. */
    public static BoundTable table() {
        return new BoundTable(noBound());
    }

    /** As {@link KafkaView#toBeReadBack}. */
    public static KafkaView toBeReadBack() {
        return KafkaView.toBeReadBack(noBound(), EAST);
    }

    /** As {@link KafkaView#ofThisRun}. */
    public static KafkaView ofThisRun() {
        return ofThisRun(noBound());
    }

    /** The same under a bound. */
    public static KafkaView ofThisRun(TableBound bound) {
        return KafkaView.ofThisRun(bound, EAST);
    }
}
