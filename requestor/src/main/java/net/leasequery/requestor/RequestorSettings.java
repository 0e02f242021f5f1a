package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;

/**
 * Everything that shapes one requestor. Durations are measured in the local clock.
 *
 * @param server to talk to
 * @param family protocol to speak
 * @param requestedOptions option codes for the parameter-request-list, beside those always asked for
 * @param connectTimeout BULK_LQ_CONN_TIMEOUT; per attempt
 * @param receiveTimeout ACTIVE_LQ_RCV_TIMEOUT (RFC 7724 section 5.3)
 * @param dataTimeout BULK_LQ_DATA_TIMEOUT (RFC 6926 section 6.3)
 * @param reconnectBackOff between attempts
 * @param resumeOverlap taken off every query-start-time; whole seconds, rounded up
 * @param maxQueueSize deliveries that may wait; when full, the socket is no longer read
 * @param maxBatchSize most deliveries that one {@link LeasequeryRequestor#poll} returns
 */
public record RequestorSettings(
        DhcpServer server,
        DhcpFamily family,
        List<Integer> requestedOptions,
        Duration connectTimeout,
        Duration receiveTimeout,
        Duration dataTimeout,
        BackOff reconnectBackOff,
        Duration resumeOverlap,
        int maxQueueSize,
        int maxBatchSize) {

    /** Makes the list immutable. */
    public RequestorSettings {
        requestedOptions = List.copyOf(requestedOptions);
    }
}
