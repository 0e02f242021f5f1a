package net.leasequery.simulator.kit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.Dhcpv4Decoder;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.StatusCode;

/** A requestor without any wits: sends what it is given, returns what comes, over a blocking socket. */
public final class TestRequestor implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private DataInputStream in;
    private DataOutputStream out;

    private TestRequestor(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(socket.getOutputStream());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public static TestRequestor connect(int port) {
        return connect(port, 0);
    }

    /**
     * Connects with a small window, so that the server is soon blocked.
     *
     * @param receiveBuffer octets that the operating system takes in before the test reads; 0 for its own choice
     */
    public static TestRequestor connect(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return new TestRequestor(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestRequestor send(Dhcpv4Message message) {
        ByteBuf octets = Unpooled.buffer();
        new Dhcpv4Encoder().encode(message, octets);
        byte[] frame = new byte[octets.readableBytes()];
        octets.readBytes(frame);
        return sendFrame(frame);
    }

    public TestRequestor sendFrame(byte... frame) {
        try {
            out.writeShort(frame.length);
            out.write(frame);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes octets as they are, in one piece. */
    public void sendOctets(byte[] octets) {
        try {
            out.write(octets);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything up to the end of the connection. */
    public byte[] receiveRest() throws IOException {
        return in.readAllBytes();
    }

    /** The next message, without its length. */
    public byte[] receiveFrame() throws IOException {
        byte[] frame = new byte[in.readUnsignedShort()];
        in.readFully(frame);
        return frame;
    }

    /** The next message; fails if none comes in ten seconds. */
    public Dhcpv4Message receive() {
        try {
            return new Dhcpv4Decoder().decode(Unpooled.wrappedBuffer(receiveFrame()));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no message came", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This many messages. */
    public List<Dhcpv4Message> receive(int count) {
        List<Dhcpv4Message> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(receive());
        }
        return messages;
    }

    /** Messages up to the first that is wanted, that one included. */
    public List<Dhcpv4Message> receiveThrough(Predicate<Dhcpv4Message> wanted) {
        List<Dhcpv4Message> messages = new ArrayList<>();
        do {
            messages.add(receive());
        } while (!wanted.test(messages.get(messages.size() - 1)));
        return messages;
    }

    /** Messages up to a DHCPLEASEQUERYDONE, that one included. */
    public List<Dhcpv4Message> receiveThroughDone() {
        return receiveThrough(DhcpLeaseQueryDone.class::isInstance);
    }

    /** Messages up to a DHCPLEASEQUERYSTATUS with this code, that one included. */
    public List<Dhcpv4Message> receiveThrough(StatusCode code) {
        return receiveThrough(message -> message instanceof DhcpLeaseQueryStatus
                && StatusOf.message(message).meaning() == code);
    }

    /** The requestor's part of a TLS handshake; what follows is encrypted. */
    public TestRequestor handshake(SSLContext context) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, InetAddress.getLoopbackAddress().getHostAddress(), socket.getPort(), true);
        secure.startHandshake();
        in = new DataInputStream(new BufferedInputStream(secure.getInputStream()));
        out = new DataOutputStream(secure.getOutputStream());
        return this;
    }

    /** Whether nothing comes for this long; the connection has to stay open, too. */
    public boolean staysSilentFor(Duration duration) throws IOException {
        socket.setSoTimeout((int) duration.toMillis());
        try {
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException expected) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Whether the server closes the connection before it sends another message. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hangUp();
    }

    /** Closes the connection before the test is over. */
    public void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
