package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One TCP connection: octets arrive in order, after a while, and the server can send no more than what fits
 * into the window while the client does not read.
 */
final class SimulatedConnection {

    /** Limit of octets in flight or unread; small, so that a slow reader soon blocks the server. */
    private static final int WINDOW = 2_048;

    private final VirtualTime time;
    private final SimulatedChannel client;
    private final ServerSession session;
    private final ArrayDeque<byte[]> underWay = new ArrayDeque<>();
    private long latencyMillis;
    private long stalledUntil;
    private int segmentOctets = Integer.MAX_VALUE;
    private boolean lost;
    private long lastArrivalAtClient;
    private long lastArrivalAtServer;
    private int occupied;
    private boolean closed;

    SimulatedConnection(VirtualTime time, SimulatedChannel client, SimulatedServer server, long latencyMillis) {
        this.time = time;
        this.client = client;
        this.latencyMillis = latencyMillis;
        this.session = server.accept(this);
    }

    ServerSession session() {
        return session;
    }

    void latency(long millis) {
        latencyMillis = millis;
    }

    /** Holds back what is sent to the client for a while; it arrives later. */
    void stall(long millis) {
        stalledUntil = Math.max(stalledUntil, time.millis() + millis);
    }

    /** Sends what follows in segments of this size, whatever the limits of the messages. */
    void segment(int octets) {
        segmentOctets = octets;
    }

    /** From now on nothing arrives at either end, and neither end is notified. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the server may send another message. */
    boolean hasRoom() {
        return !closed && occupied < WINDOW;
    }

    void sendToClient(byte[] octets) {
        occupied += octets.length;
        for (int from = 0; from < octets.length; from += segmentOctets) {
            sendSegment(Arrays.copyOfRange(octets, from, from + Math.min(octets.length - from, segmentOctets)));
        }
    }

    private void sendSegment(byte[] octets) {
        // Two segments of a message arrive apart, so that the client sees them apart.
        long afterTheLast = lastArrivalAtClient + (segmentOctets == Integer.MAX_VALUE ? 0 : 1);
        underWay.add(octets);
        lastArrivalAtClient = Math.max(afterTheLast, Math.max(stalledUntil, time.millis() + latencyMillis));
        time.at(lastArrivalAtClient, () -> {
            byte[] next = lost ? null : underWay.poll();
            if (next != null && !closed) {
                client.arrive(next);
            }
        });
    }

    void sendToServer(byte[] octets) {
        lastArrivalAtServer = Math.max(lastArrivalAtServer, time.millis() + latencyMillis);
        time.at(lastArrivalAtServer, () -> whenOpen(open -> open.received(octets)));
    }

    private void whenOpen(Consumer<ServerSession> what) {
        if (!closed && !lost) {
            what.accept(session);
        }
    }

    /** The client has read this many octets. */
    void taken(int octets) {
        occupied -= octets;
    }

    /** The client closed the connection, and reads no more; the server is notified at once. */
    void closedByClient() {
        if (!closed) {
            closed = true;
            underWay.clear();
            session.answersLost();
            session.ended();
        }
    }

    /** The server closes the connection: everything in flight still arrives, then the end. */
    void closeByServer() {
        if (!closed) {
            lastArrivalAtClient = Math.max(lastArrivalAtClient, Math.max(stalledUntil, time.millis() + latencyMillis));
            time.at(lastArrivalAtClient, () -> {
                if (!closed && !lost) {
                    closed = true;
                    client.arriveEnd();
                }
            });
            session.ended();
        }
    }

    /** The connection breaks: of the data in flight, only half a message arrives, or nothing. */
    void cut(boolean halfAMessage) {
        if (closed) {
            return;
        }
        if (lost) {
            session.ended();
            return;
        }
        closed = true;
        byte[] next = underWay.poll();
        if (next != null) {
            underWay.clear();
            session.answersLost();
        }
        if (next != null && halfAMessage) {
            client.arrive(Arrays.copyOf(next, next.length / 2));
        }
        client.arriveEnd();
        session.ended();
    }
}
