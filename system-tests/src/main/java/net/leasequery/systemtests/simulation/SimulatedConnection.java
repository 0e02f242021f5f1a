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

    boolean isClosed() {
        return closed;
    }

    /** Whether the server may send another message. */
    boolean hasRoom() {
        return !closed && occupied < WINDOW;
    }

    void sendToClient(byte[] octets) {
        occupied += octets.length;
        underWay.add(octets);
        lastArrivalAtClient = Math.max(lastArrivalAtClient, Math.max(stalledUntil, time.millis() + latencyMillis));
        time.at(lastArrivalAtClient, () -> {
            byte[] next = underWay.poll();
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
        if (!closed) {
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
                if (!closed) {
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
