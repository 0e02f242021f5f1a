package net.leasequery.simulator.kit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import net.leasequery.codec.v6.Dhcpv6Decoder;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;

/** {@link TestRequestor} for DHCPv6. */
public final class Dhcpv6TestRequestor implements AutoCloseable {

    private final TestRequestor frames;

    private Dhcpv6TestRequestor(TestRequestor frames) {
        this.frames = frames;
    }

    public static Dhcpv6TestRequestor connect(int port) {
        return new Dhcpv6TestRequestor(TestRequestor.connect(port));
    }

    public Dhcpv6TestRequestor send(Dhcpv6Message message) {
        ByteBuf octets = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, octets);
        byte[] frame = new byte[octets.readableBytes()];
        octets.readBytes(frame);
        frames.sendFrame(frame);
        return this;
    }

    /** The requestor's part of a TLS handshake; what follows is encrypted. */
    public Dhcpv6TestRequestor handshake(SSLContext context) throws IOException {
        frames.handshake(context);
        return this;
    }

    /** The next message; fails if none comes in ten seconds. */
    public Dhcpv6Message receive() {
        try {
            return new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(frames.receiveFrame()));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no message came", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Messages up to the first that is wanted, that one included. */
    public List<Dhcpv6Message> receiveThrough(Predicate<Dhcpv6Message> wanted) {
        List<Dhcpv6Message> messages = new ArrayList<>();
        do {
            messages.add(receive());
        } while (!wanted.test(messages.get(messages.size() - 1)));
        return messages;
    }

    /** Messages up to the first with this status, that one included. */
    public List<Dhcpv6Message> receiveThrough(StatusCode code) {
        return receiveThrough(message -> statusOf(message) == code);
    }

    /** What the status means; SUCCESS if there is none. */
    public static StatusCode statusOf(Dhcpv6Message message) {
        Status status = message.options().statusCode();
        return status == null ? StatusCode.SUCCESS : status.meaning();
    }

    /** The connection itself. */
    public TestRequestor connection() {
        return frames;
    }

    @Override
    public void close() {
        frames.close();
    }
}
