package net.leasequery.requestor.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.ResumeState;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.tls.SecureMode;

/** Simulated servers of one family and requestors of them, which come back soon. */
public final class SimulatedScene implements AutoCloseable {

    /** How long leases last. */
    public static final Duration HOUR = Duration.ofHours(1);

    private final DhcpFamily family;
    private final Protocol protocol;
    private final Deque<Runnable> closers = new ArrayDeque<>();

    public SimulatedScene(DhcpFamily family) {
        this.family = family;
        this.protocol = Protocol.of(family);
    }

    public Protocol protocol() {
        return protocol;
    }

    /** Starts a server in clear text. */
    public LeasequeryServer start(LeasequeryServerBuilder builder) {
        LeasequeryServer server = builder.insecure().start();
        closers.push(server::close);
        return server;
    }

    public LeasequeryServer startSecure(LeasequeryServerBuilder builder, SecureMode mode) {
        LeasequeryServer server = builder.secure(mode).start();
        closers.push(server::close);
        return server;
    }

    /** Leases one of the first 255 addresses to a client of the same number. */
    public void bind(LeasequeryServer server, int number) {
        server.leases().bind(protocol.address(number), protocol.client(number), HOUR);
    }

    /** Settings of a requestor in clear text. */
    public RequestorSettingsBuilder settings(LeasequeryServer server) {
        return unsecured(server).clearText();
    }

    /** Settings of a requestor in secure mode. */
    public RequestorSettingsBuilder secureSettings(LeasequeryServer server) {
        return unsecured(server).tls(TlsParties.settings());
    }

    private RequestorSettingsBuilder unsecured(LeasequeryServer server) {
        return RequestorSettings.builder(new DhcpServer("east", "127.0.0.1", server.port()))
                .family(family)
                .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)));
    }

    /** Starts a requestor with nothing stored. */
    public LeasequeryRequestor start(RequestorSettingsBuilder settings) {
        return start(settings, ResumeState.NONE);
    }

    public LeasequeryRequestor start(RequestorSettingsBuilder settings, ResumeState stored) {
        LeasequeryRequestor requestor = LeasequeryRequestor.create(settings.build(), stored);
        closers.push(requestor::close);
        requestor.start();
        return requestor;
    }

    /** Ends all, the last first. */
    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
