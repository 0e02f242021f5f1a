package net.leasequery.connect.sweep;

import net.leasequery.requestor.DhcpServer;

/** Views of the bindings of {@link #EAST}, without a bound. */
public final class Views {

    /** A server that no test connects to. */
    static final DhcpServer EAST = new DhcpServer("east", "192.0.2.1", 67);

    private Views() {}

    /** As {@link KafkaView#toBeReadBack}. */
    public static KafkaView toBeReadBack() {
        return KafkaView.toBeReadBack(TableBound.none(), EAST);
    }

    /** As {@link KafkaView#ofThisRun}. */
    public static KafkaView ofThisRun() {
        return ofThisRun(TableBound.none());
    }

    /** The same under a bound. */
    public static KafkaView ofThisRun(TableBound bound) {
        return KafkaView.ofThisRun(bound, EAST);
    }
}
