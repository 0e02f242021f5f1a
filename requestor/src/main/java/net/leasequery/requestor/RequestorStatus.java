package net.leasequery.requestor;

import java.util.Map;
import net.leasequery.requestor.tls.TlsStatus;
import org.jspecify.annotations.Nullable;

/**
 * A requestor at one moment; for metrics. Counters count since the requestor was created.
 *
 * @param phase what the live stream is doing; in {@link QueryMode#BULK}, LIVE from the first complete poll on until one
 *     fails
 * @param queuedDeliveries waiting to be polled; may exceed the queue's size by the deliveries of one socket read
 * @param clockSkewMillis server clock minus local clock, smoothed; null before the first base-time
 * @param lastHeard how long ago the server was last heard
 * @param received how much was received, and how long reading was held back
 * @param connections attempts, disconnects, and how connections are secured
 * @param tolerated RFC violations of the server that cost no message
 */
public record RequestorStatus(
        Phase phase,
        int queuedDeliveries,
        @Nullable Long clockSkewMillis,
        LastHeard lastHeard,
        Received received,
        Connections connections,
        Tolerated tolerated) {

    /** The status of a requestor that was not started. */
    public static final RequestorStatus NOT_STARTED = new RequestorStatus(
            Phase.DISCONNECTED, 0, null, LastHeard.NEVER, Received.NOTHING, Connections.NONE, Tolerated.NOTHING);

    /**
     * How long ago the server was last heard, by the local clock.
     *
     * @param millisSinceMessage since the last message; null before the first
     * @param millisSinceProof since the server last proved that no change waits (CatchUpComplete, ConnectionActive or
     *     its DHCPv6 equivalent, a complete poll); null before the first proof
     */
    public record LastHeard(
            @Nullable Long millisSinceMessage, @Nullable Long millisSinceProof) {

        /** Before the first message. */
        public static final LastHeard NEVER = new LastHeard(null, null);
    }

    /**
     * How much was received, and how long reading was held back.
     *
     * @param messages all well-formed messages
     * @param bindings binding replies among them
     * @param malformedMessages messages that could not be decoded or made no sense
     * @param octets octets of messages on all connections, without TLS and TCP
     * @param heldBackMillis time during which nothing was read because the queue was full
     */
    public record Received(long messages, long bindings, long malformedMessages, long octets, long heldBackMillis) {

        /** Nothing was received. */
        public static final Received NOTHING = new Received(0, 0, 0, 0, 0);
    }

    /**
     * Connections, live and bulk.
     *
     * @param attempts attempts to connect
     * @param disconnects connections that ended for any reason
     * @param tlsFailures connections that failed to become or remain secure, by reason; reasons that did not occur are
     *     left out
     * @param tls when certificates expire; null if connections are not secured
     */
    public record Connections(
            long attempts,
            long disconnects,
            Map<DisconnectReason, Long> tlsFailures,
            @Nullable TlsStatus tls) {

        /** No connection was tried. */
        public static final Connections NONE = new Connections(0, 0, Map.of(), null);

        /** Makes the map immutable. */
        public Connections {
            tlsFailures = Map.copyOf(tlsFailures);
        }
    }

    /**
     * RFC violations of a server that cost no message.
     *
     * @param malformedOptions options that were kept as octets because they do not have the format of their RFCs
     * @param leasesWithoutBinding DHCPLEASEACTIVE messages that were treated as keep-alives because they contain no
     *     lease
     * @param bindingsOfOtherVpns bindings of VPNs that were not asked for
     */
    public record Tolerated(long malformedOptions, long leasesWithoutBinding, long bindingsOfOtherVpns) {

        /** No violations. */
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
