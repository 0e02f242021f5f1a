package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * A requestor at one moment; for metrics. Counters count since the requestor was created.
 *
 * @param phase what the Active Leasequery conversation is doing
 * @param millisSinceLastMessage local clock; null before the first message
 * @param queuedDeliveries waiting to be polled
 * @param messagesReceived all well-formed messages
 * @param bindingsReceived binding replies among them
 * @param malformedMessages messages that could not be decoded
 * @param connectionAttempts attempts to connect
 * @param disconnects connections that ended, for whatever reason
 * @param clockSkewMillis server clock minus local clock, smoothed; null before the first base-time
 */
public record RequestorStatus(
        Phase phase,
        @Nullable Long millisSinceLastMessage,
        int queuedDeliveries,
        long messagesReceived,
        long bindingsReceived,
        long malformedMessages,
        long connectionAttempts,
        long disconnects,
        @Nullable Long clockSkewMillis) {

    /** What the Active Leasequery conversation is doing. */
    public enum Phase {
        /** Not started, or between two attempts. */
        DISCONNECTED,
        /** TCP connection, and TLS if configured, are being made. */
        CONNECTING,
        /** Missed changes are being received. */
        CATCHING_UP,
        /** Changes arrive as they happen. */
        LIVE,
        /** Closed for good. */
        STOPPED
    }
}
