package net.leasequery.requestor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.jspecify.annotations.Nullable;

/** A scripted server and a requestor of it, which asks for no snapshot and comes back soon unless told otherwise. */
public final class Scene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final BackOff SOON = new BackOff(Duration.ofMillis(10), Duration.ofMillis(50));

    private final DhcpFamily family;
    private final Protocol protocol;
    private final ScriptedServer server;
    private final UnaryOperator<RequestorSettingsBuilder> security;
    private final List<Session> kept = new ArrayList<>();
    private @Nullable LeasequeryRequestor requestor;
    private @Nullable Polled polled;

    private Scene(DhcpFamily family, UnaryOperator<RequestorSettingsBuilder> security) {
        this.family = family;
        this.protocol = Protocol.of(family);
        this.server = ScriptedServer.listen(protocol);
        this.security = security;
    }

    public static Scene inClearText(DhcpFamily family) {
        return new Scene(family, RequestorSettingsBuilder::clearText);
    }

    public static Scene inSecureMode(DhcpFamily family) {
        return new Scene(family, settings -> settings.tls(TlsParties.settings()));
    }

    /** Starts the requestor with nothing stored. */
    public void start() {
        start(settings -> settings);
    }

    /** Starts the requestor with nothing stored and with these changes of its settings. */
    public void start(UnaryOperator<RequestorSettingsBuilder> changes) {
        start(server.asConfigured(), changes, ResumeState.NONE);
    }

    public void startFrom(ResumeState stored) {
        start(server.asConfigured(), settings -> settings, stored);
    }

    /** Starts the requestor with another address for the server. */
    public void start(DhcpServer address, UnaryOperator<RequestorSettingsBuilder> changes, ResumeState stored) {
        RequestorSettingsBuilder settings = RequestorSettings.builder(address)
                .family(family)
                .snapshotMode(SnapshotMode.NEVER)
                .reconnectBackOff(SOON);
        requestor = LeasequeryRequestor.create(
                changes.apply(security.apply(settings)).build(), stored);
        polled = new Polled(requestor);
        requestor.start();
    }

    /** Waits for the next connection of the requestor. */
    public Session accept() {
        return server.accept();
    }

    /** Waits for the next connection, which stays open until the scene ends. */
    public Session acceptAndKeep() {
        Session session = server.accept();
        kept.add(session);
        return session;
    }

    /** Takes the live connection, which is well until the scene ends. */
    public void acceptStream(long baseTime) {
        Session stream = acceptAndKeep();
        stream.send(stream.read().replies().keepAlive(baseTime));
    }

    /** Agrees to TLS on the next connection, and waits until the requestor has refused the handshake. */
    public void refusedHandshake(SSLContext context, String... protocols) {
        try (Session session = accept()) {
            session.agreeToTls();
            Throwable refusal = catchThrowable(() -> {
                // With TLS 1.3 a server learns of the refusal when it reads.
                session.handshake(context, protocols).awaitEnd(PATIENCE);
                throw new EOFException();
            });
            assertThat(refusal).isInstanceOf(IOException.class);
            awaitDisconnected();
        }
    }

    public Protocol protocol() {
        return protocol;
    }

    /** One of the family's addresses. */
    public String address(int number) {
        return protocol.address(number);
    }

    public ScriptedServer server() {
        return server;
    }

    /** What was polled so far. */
    public Polled polled() {
        if (polled == null) {
            throw new IllegalStateException("not started");
        }
        return polled;
    }

    public RequestorStatus status() {
        return requestor().status();
    }

    public LeasequeryRequestor requestor() {
        if (requestor == null) {
            throw new IllegalStateException("not started");
        }
        return requestor;
    }

    /** Waits until the requestor tells that it has no connection, and why. */
    public Notice.Disconnected awaitDisconnected() {
        return (Notice.Disconnected)
                polled().awaitNotice(Notice.Disconnected.class).notice();
    }

    @Override
    public void close() {
        if (requestor != null) {
            requestor.close();
        }
        kept.forEach(Session::close);
        server.close();
    }
}
