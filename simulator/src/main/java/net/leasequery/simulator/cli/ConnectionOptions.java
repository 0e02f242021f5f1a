package net.leasequery.simulator.cli;

import java.time.Duration;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.WaitingOrder;
import picocli.CommandLine.Option;

/**
 * How many connections are served, for how long, and in which order a blocked connection receives the changes it
 * missed.
 */
final class ConnectionOptions {

    @Option(
            names = "--idle-timeout",
            paramLabel = "MILLIS",
            description = "ACTIVE_LQ_IDLE_TIMEOUT: silence after which ConnectionActive is sent.")
    private long idleTimeout = 60_000;

    @Option(
            names = "--send-timeout",
            paramLabel = "MILLIS",
            description = "ACTIVE_LQ_SEND_TIMEOUT: how long a connection may stay blocked.")
    private long sendTimeout = 120_000;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "BULK_LQ_MAX_CONNS: connections served at a time.")
    private int maxConnections = 10;

    @Option(
            names = "--waiting-order",
            paramLabel = "ORDER",
            description = "Order of changes that had to wait for a blocked connection: ${COMPLETION-CANDIDATES}.")
    private WaitingOrder waitingOrder = WaitingOrder.OLDEST_CHANGE_FIRST;

    void describe(LeasequeryServerBuilder builder) {
        builder.idleTimeout(Duration.ofMillis(idleTimeout))
                .sendTimeout(Duration.ofMillis(sendTimeout))
                .maxConnections(maxConnections)
                .waitingOrder(waitingOrder);
    }
}
