package net.leasequery.requestor;

import java.util.Map;
import net.leasequery.requestor.tls.TlsStatus;
import org.jspecify.annotations.Nullable;

/**
 * A requestor at one moment; for metrics. Counters count since the requestor was created.
 *
 * @param phase what the live stream is doing; in {@link QueryMode#BULK}, LIVE from the first complete poll on
 *     until one fails
 * @param millisSinceLastMessage local clock; null before the first message
 * @param millisSinceLastProof since the server last proved that no change waits (CatchUpComplete, ConnectionActive or
 *     its DHCPv6 equal, a complete poll), local clock; null before the first proof
 * @param queuedDeliveries waiting to be polled; may exceed the queue's size by the deliveries of one socket read
 * @param messagesReceived all well-formed messages
 * @param bindingsReceived binding replies among them
 * @param malformedMessages messages that could not be decoded or meant nothing
 * @param connectionAttempts attempts to connect
 * @param disconnects connections that ended, for whatever reason
 * @param clockSkewMillis server clock minus local clock, smoothed; null before the first base-time
 * @param tlsFailures connections, live and bulk, that did not become secure or stay so, by their reason; a
 *     reason that did not occur is left out
 * @param tls when certificates expire; null if the connection is not secured
 * @param tolerated what the server does against the RFCs without costing a message
 * @param load how much came, and how long it was held back
 */
public record RequestorStatus(
        Phase phase,
        @Nullable Long millisSinceLastMessage,
        @Nullable Long millisSinceLastProof,
        int queuedDeliveries,
        long messagesReceived,
        long bindingsReceived,
        long malformedMessages,
        long connectionAttempts,
        long disconnects,
        @Nullable Long clockSkewMillis,
        Map<DisconnectReason, Long> tlsFailures,
        @Nullable TlsStatus tls,
        Tolerated tolerated,
        Load load) {

    /** Makes the map immutable. */
    public RequestorStatus {
        tlsFailures = Map.copyOf(tlsFailures);
    }

    /** The status of a requestor whose server does nothing against the RFCs. */
    public RequestorStatus(
            Phase phase,
            @Nullable Long millisSinceLastMessage,
            @Nullable Long millisSinceLastProof,
            int queuedDeliveries,
            long messagesReceived,
            long bindingsReceived,
            long malformedMessages,
            long connectionAttempts,
            long disconnects,
            @Nullable Long clockSkewMillis,
            Map<DisconnectReason, Long> tlsFailures,
            @Nullable TlsStatus tls) {
        this(
                phase,
                millisSinceLastMessage,
                millisSinceLastProof,
                queuedDeliveries,
                messagesReceived,
                bindingsReceived,
                malformedMessages,
                connectionAttempts,
                disconnects,
                clockSkewMillis,
                tlsFailures,
                tls,
                Tolerated.NOTHING,
                Load.NONE);
    }

    /**
     * How much came, and how long it was held back.
     *
     * @param octetsReceived of messages, on whichever connection, without TLS and TCP
     * @param heldBackMillis time for which nothing was read because the queue was full
     */
    public record Load(long octetsReceived, long heldBackMillis) {

        /** Nothing came. */
        public static final Load NONE = new Load(0, 0);
    }

    /**
     * What a server does against the RFCs without costing a message.
     *
     * @param malformedOptions options that were kept as octets because they do not have the form of their RFCs
     * @param leasesWithoutBinding DHCPLEASEACTIVE messages that were treated as keep-alives because they contain
     *     no lease
     * @param bindingsOfOtherVpns bindings of VPNs that were not asked for
     */
    public record Tolerated(long malformedOptions, long leasesWithoutBinding, long bindingsOfOtherVpns) {

        /** It does nothing of that kind. */
        public static final Tolerated NOTHING = new Tolerated(0, 0, 0);
    }

    /** How far a requestor has come. RFC 7724 section 7. */
    public enum Phase {
        /** Not started, or between two attempts. */
        DISCONNECTED,
        /** A TCP connection is being made. */
        CONNECTING,
        /** The server was asked for TLS and has not answered. */
        UPGRADING,
        /** The TLS handshake is in progress. */
        HANDSHAKING,
        /** The query was sent, and the server has not answered it. */
        QUERYING,
        /** Missed changes are being received. */
        CATCHING_UP,
        /** Changes arrive as they happen. */
        LIVE,
        /** Closed for good. */
        STOPPED
    }
}
