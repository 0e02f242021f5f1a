package net.leasequery.simulator.kit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A requestor of either family; passes over what only says that an Active query was accepted. */
public final class FamilyRequestor implements AutoCloseable {

    private final Protocol protocol;
    private final TestRequestor connection;
    private boolean active;
    private boolean owedAnOpening;
    private @Nullable MessageContent next;

    FamilyRequestor(Protocol protocol, TestRequestor connection) {
        this.protocol = protocol;
        this.connection = connection;
    }

    /** Asks for changes from now on. */
    public FamilyRequestor active(int xid) {
        active = true;
        owedAnOpening = protocol.opensActiveQueries();
        connection.sendFrame(protocol.active(xid, null));
        return this;
    }

    /** Asks for changes from some time on. */
    public FamilyRequestor active(int xid, Instant start) {
        active = true;
        connection.sendFrame(protocol.active(xid, start));
        return this;
    }

    public FamilyRequestor activeWithoutBaseTime(int xid, Instant start) {
        active = true;
        connection.sendFrame(protocol.activeWithoutBaseTime(xid, start));
        return this;
    }

    /** Asks for changes that are over by {@code end}, which no Active query may. */
    public FamilyRequestor activeUntil(int xid, Instant end) {
        active = true;
        connection.sendFrame(protocol.activeUntil(xid, end));
        return this;
    }

    /** Asks for TLS. */
    public FamilyRequestor tls(int xid) {
        connection.sendFrame(protocol.tlsRequest(xid));
        return this;
    }

    /** The requestor's part of a TLS handshake; what follows is encrypted. */
    public FamilyRequestor handshake(SSLContext context) throws IOException {
        connection.handshake(context);
        return this;
    }

    /** Asks for TLS and, without waiting for consent, for all addresses in the clear, in a single write. */
    public FamilyRequestor tlsAndBulkInOnePiece(int tlsXid, int bulkXid) {
        return sendInOnePiece(protocol.tlsRequest(tlsXid), protocol.bulk(bulkXid));
    }

    /** Sends what is no message. */
    public FamilyRequestor sendFrame(byte... frame) {
        connection.sendFrame(frame);
        return this;
    }

    /** Asks for all addresses. */
    public FamilyRequestor bulk(int xid) {
        connection.sendFrame(protocol.bulk(xid));
        return this;
    }

    /** Asks for all addresses, once with each transaction-id, in a single write. */
    public FamilyRequestor bulkInOnePiece(int... xids) {
        return sendInOnePiece(IntStream.of(xids).mapToObj(protocol::bulk).toArray(byte[][]::new));
    }

    private FamilyRequestor sendInOnePiece(byte[]... messages) {
        ByteBuf frames = Unpooled.buffer();
        for (byte[] message : messages) {
            frames.writeShort(message.length).writeBytes(message);
        }
        connection.sendOctets(ByteBufUtil.getBytes(frames));
        return this;
    }

    /** The next message; fails if none comes in ten seconds. */
    public MessageContent receive() {
        MessageContent kept = next;
        next = null;
        if (kept != null) {
            return kept;
        }
        MessageContent reported = read();
        return active && reported.isOpening() ? read() : reported;
    }

    private MessageContent read() {
        try {
            return protocol.read(connection.receiveFrame());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no message came", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the message that says that a query for changes from now on was accepted, in the family that has it. */
    FamilyRequestor awaitOpening() {
        if (owedAnOpening) {
            MessageContent reported = read();
            next = reported.isOpening() ? null : reported;
        }
        return this;
    }

    /** This many messages. */
    public List<MessageContent> receive(int count) {
        List<MessageContent> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(receive());
        }
        return messages;
    }

    /** Messages up to the first that is wanted, that one included. */
    public List<MessageContent> receiveThrough(Predicate<MessageContent> wanted) {
        List<MessageContent> messages = new ArrayList<>();
        do {
            messages.add(receive());
        } while (!wanted.test(messages.get(messages.size() - 1)));
        return messages;
    }

    /** Messages up to the first with this status, that one included. */
    public List<MessageContent> receiveThroughStatus(int code) {
        return receiveThrough(reported -> Objects.equals(reported.status(), code));
    }

    /** Messages up to the end of a Bulk answer, that one included. */
    public List<MessageContent> receiveThroughEnd() {
        return receiveThrough(MessageContent::isEnd);
    }

    /** The next message, without its length, whatever it says. */
    public byte[] receiveFrame() throws IOException {
        return connection.receiveFrame();
    }

    /** Everything up to the end of the connection. */
    public byte[] receiveRest() throws IOException {
        return connection.receiveRest();
    }

    /** Whether nothing comes for this long; the connection has to stay open, too. */
    public boolean staysSilentFor(Duration duration) throws IOException {
        return connection.staysSilentFor(duration);
    }

    /** Whether the server closes the connection before it sends another message. */
    public boolean isClosedByServer() {
        return connection.isClosedByServer();
    }

    /** Closes the connection before the test is over. */
    public void hangUp() {
        connection.hangUp();
    }

    @Override
    public void close() {
        connection.close();
    }
}
