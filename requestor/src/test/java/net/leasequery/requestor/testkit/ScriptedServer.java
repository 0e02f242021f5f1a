package net.leasequery.requestor.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import net.leasequery.requestor.DhcpServer;

/** A server of a test's own making on a real socket: the test reads its queries and writes its answers. */
public final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private static final int SEND_BUFFER_OCTETS = 65_536;

    private final Protocol protocol;
    private final ServerSocket listener;

    private ScriptedServer(Protocol protocol, int port) throws IOException {
        this.protocol = protocol;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    public static ScriptedServer listen(Protocol protocol) {
        return listenOn(protocol, 0);
    }

    public static ScriptedServer listenOn(Protocol protocol, int port) {
        try {
            return new ScriptedServer(protocol, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port on which nobody listens, as far as anyone can promise that. */
    public static int unusedPort() {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return unused.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public DhcpServer asConfigured() {
        return new DhcpServer("east", "127.0.0.1", port());
    }

    /** Waits for the next connection. */
    public Session accept() {
        try {
            return new Session(protocol, listener.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection of a requestor. */
    public static final class Session implements AutoCloseable {

        private final Protocol protocol;
        private final Socket socket;
        private DataInputStream in;
        private DataOutputStream out;
        private String peerName = "";

        private Session(Protocol protocol, Socket socket) throws IOException {
            this.protocol = protocol;
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            // Small, so that a requestor that does not read is felt soon.
            socket.setSendBufferSize(SEND_BUFFER_OCTETS);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        /** Waits for the next query, or the request for TLS. */
        public Query read() {
            try {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                return protocol.read(frame);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes octets in one piece; blocks while the requestor does not read. */
        public Session send(byte[]... octets) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] some : octets) {
                all.writeBytes(some);
            }
            try {
                out.write(all.toByteArray());
                out.flush();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for the request for TLS and agrees to it. */
        public Session agreeToTls() {
            return send(read().replies().agreeToTls());
        }

        /** The server's part of a TLS handshake, by the JDK; what follows is encrypted. */
        public Session handshake(SSLContext context, String... protocols) throws IOException {
            SSLSocket secure =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secure.setUseClientMode(false);
            secure.setNeedClientAuth(true);
            if (protocols.length > 0) {
                secure.setEnabledProtocols(protocols);
            }
            secure.startHandshake();
            peerName = secure.getSession().getPeerPrincipal().getName();
            in = new DataInputStream(secure.getInputStream());
            out = new DataOutputStream(secure.getOutputStream());
            return this;
        }

        /** What the requestor sends, octet by octet. */
        public InputStream in() {
            return in;
        }

        /** What the requestor will read, octet by octet. */
        public OutputStream out() {
            return out;
        }

        /** Subject of the certificate that the requestor showed. */
        public String peerName() {
            return peerName;
        }

        /** Writes octets past TLS. */
        public void sendInClearText(byte[] octets) {
            try {
                socket.getOutputStream().write(octets);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until the requestor has closed the connection; fails if it says something instead. */
        public void awaitEnd(Duration patience) {
            try {
                socket.setSoTimeout((int) patience.toMillis());
                int octet = in.read();
                if (octet >= 0) {
                    throw new AssertionError("the requestor sent something instead of closing");
                }
            } catch (EOFException | SocketException e) {
                // A reset is an end as well.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ends the connection with a reset. */
        public void reset() {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                throw new UncheckedIOException(e);
            }
            close();
        }

        @Override
        public void close() {
            try {
                out.close();
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
