package net.leasequery.simulator.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import net.leasequery.simulator.tls.SecureMode;
import org.jspecify.annotations.Nullable;

/**
 * How a server behaves towards requestors.
 *
 * @param bind address and port to listen on; port 0 for any free one
 * @param activeEnabled whether Active queries are answered (RFC 7724 section 8.1)
 * @param insecure whether requestors without TLS are served (RFC 7724 section 8.1)
 * @param secureMode how connections are secured; null if the server speaks no TLS
 * @param waitingOrder order in which waiting changes are sent
 * @param seed of random orders
 */
record ServerSettings(
        InetSocketAddress bind,
        boolean activeEnabled,
        boolean insecure,
        @Nullable SecureMode secureMode,
        Timeouts timeouts,
        Limits limits,
        WaitingOrder waitingOrder,
        long seed) {

    /**
     * Times in real time, not by the server's clock.
     *
     * @param idle ACTIVE_LQ_IDLE_TIMEOUT: silence after which ConnectionActive is sent
     * @param send ACTIVE_LQ_SEND_TIMEOUT: how long a connection may stay blocked
     * @param data BULK_LQ_DATA_TIMEOUT: how long a connection may stay open without a query
     */
    record Timeouts(Duration idle, Duration send, Duration data) {

        Timeouts {
            requirePositive("ACTIVE_LQ_IDLE_TIMEOUT", idle);
            requirePositive("ACTIVE_LQ_SEND_TIMEOUT", send);
            requirePositive("BULK_LQ_DATA_TIMEOUT", data);
        }

        private static void requirePositive(String name, Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(name + " of " + timeout.toMillis() + " ms is not positive");
            }
        }
    }

    /**
     * What a server does at a time.
     *
     * @param connections BULK_LQ_MAX_CONNS: connections served at a time
     * @param queries Bulk queries answered at a time on one connection
     * @param sendBuffer octets that the operating system buffers before a requestor reads; 0 for its own choice
     */
    record Limits(int connections, int queries, int sendBuffer) {

        Limits {
            if (connections < 1 || queries < 1) {
                throw new IllegalArgumentException("a server with " + connections + " connections and " + queries
                        + " queries on each serves nobody; give at least 1");
            }
        }
    }

    /**
     * Whether a connection has to be secured before it is served. A server with Bulk only may use clear text (RFC
     * 6926).
     */
    boolean requiresTls() {
        return !insecure && (activeEnabled || secureMode != null);
    }
}
