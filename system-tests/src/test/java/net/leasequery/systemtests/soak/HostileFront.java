package net.leasequery.systemtests.soak;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import net.leasequery.simulator.lease.Family;

/**
 * Stands before an honest server, at a port of its own. While it is hostile it answers each query itself, each with
 * another attack; while it is honest it passes everything on. It calls itself another server than the honest one.
 */
final class HostileFront implements AutoCloseable {

    /** What one connection suffers. */
    enum Attack {
        /** Bindings as fast as the connection takes them. */
        FLOOD,
        /** Frames of any octets. */
        MALFORMED,
        /** Messages of 65,535 octets, with options that fill them. */
        HUGE_OPTIONS,
        /** DataMissing, again and again. */
        DATA_MISSING,
        /** An octet at a time. */
        TRICKLE,
        /** A close after each binding. */
        CLOSE_AFTER_A_BINDING
    }

    private static final int LARGEST = 65_535;
    private static final int FLOOD = 20_000;
    private static final int STORM = 20_000;
    private static final int GARBAGE = 5_000;
    private static final int HUGE = 50;
    private static final int ADDRESSES = 4_000;
    private static final int BUFFER = 65_536;

    private final HostileWire wire;
    private final int honestPort;
    private final Random random;
    private final ServerSocket listener;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Map<Attack, Integer> attacks = new EnumMap<>(Attack.class);
    private volatile boolean hostile = true;

    HostileFront(Family family, int honestPort, long seed) throws IOException {
        this.wire = new HostileWire(family);
        this.honestPort = honestPort;
        this.random = new Random(seed);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        onThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How often each attack was made. */
    synchronized Map<Attack, Integer> attacks() {
        return new EnumMap<>(attacks);
    }

    /** Ends all attacks and passes everything on from now on. */
    void becomeHonest() {
        hostile = false;
        open.forEach(HostileFront::close);
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            open.add(client);
            onThread(() -> {
                try (client) {
                    if (hostile) {
                        attack(client);
                    } else {
                        passOn(client);
                    }
                } finally {
                    open.remove(client);
                }
            });
        }
    }

    private void attack(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        byte[] query = in.readNBytes(in.readUnsignedShort());
        int xid = wire.xid(query);
        Attack attack = next();
        OutputStream out = client.getOutputStream();
        switch (attack) {
            case FLOOD -> {
                for (int i = 0; i < FLOOD; i++) {
                    send(out, wire.binding(xid, i == 0, random.nextInt(ADDRESSES), 0));
                }
            }
            case MALFORMED -> {
                for (int i = 0; i < GARBAGE; i++) {
                    byte[] garbage = new byte[random.nextInt(600)];
                    random.nextBytes(garbage);
                    send(out, garbage);
                }
            }
            case HUGE_OPTIONS -> {
                for (int i = 0; i < HUGE; i++) {
                    send(out, wire.binding(xid, i == 0, random.nextInt(ADDRESSES), LARGEST));
                }
            }
            case DATA_MISSING -> {
                for (int i = 0; i < STORM; i++) {
                    send(out, wire.dataMissing(xid, i == 0));
                }
            }
            case TRICKLE -> {
                byte[] message = wire.binding(xid, true, 1, 0);
                out.write(new byte[] {(byte) (message.length >> 8), (byte) message.length});
                for (int i = 0; hostile && i < 30; i++) {
                    out.write(message, i, 1);
                    pause();
                }
            }
            case CLOSE_AFTER_A_BINDING -> send(out, wire.binding(xid, true, random.nextInt(ADDRESSES), 0));
        }
    }

    /** In turn, so that a few connections suffer all. */
    private synchronized Attack next() {
        int made = attacks.values().stream().mapToInt(Integer::intValue).sum();
        Attack attack = Attack.values()[made % Attack.values().length];
        attacks.merge(attack, 1, Integer::sum);
        return attack;
    }

    private void passOn(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), honestPort)) {
            open.add(server);
            onThread(() -> copy(server, client));
            copy(client, server);
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer); read >= 0; ) {
                to.getOutputStream().write(buffer, 0, read);
                read = from.getInputStream().read(buffer);
            }
        }
    }

    private static void send(OutputStream out, byte[] message) throws IOException {
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) (message.length >> 8);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        out.write(frame);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a connection, or the front itself, does until it is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void onThread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // The other side closed, or this one did: the end of the work either way.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hostile = false;
        close(listener);
        open.forEach(HostileFront::close);
    }

    @Override
    public String toString() {
        return Arrays.toString(Attack.values()) + " " + attacks();
    }
}
