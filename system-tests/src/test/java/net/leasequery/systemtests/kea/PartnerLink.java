package net.leasequery.systemtests.kea;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.leasequery.quickstart.process.FreePort;

/**
 * The way from one partner to the other: a port that passes octets on to another port of this machine, until it is cut.
 * While it is cut, connections are refused. A thread for each direction of a connection.
 */
final class PartnerLink implements AutoCloseable {
    private final InetSocketAddress near;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    private PartnerLink(InetSocketAddress near, int target) throws IOException {
        this.near = near;
        this.target = target;
        this.listener = listen();
    }

    /** A link to a port that may not be open yet. */
    static PartnerLink to(int target) throws IOException {
        return new PartnerLink(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next()), target);
    }

    String url() {
        return "http://127.0.0.1:" + near.getPort() + "/";
    }

    void cut() throws IOException {
        listener.close();
        open.forEach(this::close);
    }

    void mend() throws IOException {
        listener = listen();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(near);
        start("link to " + target, () -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                pass(socket.accept());
            } catch (IOException closedOrRefused) {
                // The partner that called sees a closed connection, which is what a broken link looks like.
            }
        }
    }

    private void pass(Socket caller) {
        open.add(caller);
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            start("there", () -> copy(caller, far));
            start("back", () -> copy(far, caller));
        } catch (IOException refused) {
            close(caller);
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException closed) {
            // Either side may close at any time.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.remove(socket);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
