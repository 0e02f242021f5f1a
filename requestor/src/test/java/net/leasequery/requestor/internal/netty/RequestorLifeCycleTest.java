package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.ScriptedServer;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RequestorLifeCycleTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @Test
    void startsAtOnceWithADeadServer() {
        try (LeasequeryRequestor requestor = requestor("127.0.0.1", ScriptedServer.unusedPort())) {
            long before = System.nanoTime();

            requestor.start();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(200));
            await().until(() -> requestor.status().connections().attempts() > 0);
        }
    }

    /** As when a process may start no further thread. */
    @Test
    void anErrorInAStepReachesWhoeverPolls() {
        Platform system = Platform.system();
        Platform exhausted = new Platform(
                system.eventLoops(),
                system.sockets(),
                (eventLoop, timeout) -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                system.clock(),
                system.random(),
                system.tables());
        RequestorSettings settings = RequestorSettings.builder(new DhcpServer("east", "dhcp.test", 67))
                .clearText()
                .build();
        try (LeasequeryRequestor requestor = NettyRequestor.create(settings, ResumeState.NONE, exhausted)) {
            requestor.start();

            assertThatThrownBy(() -> {
                        while (true) {
                            List<Delivery> unused = requestor.poll(ONE_SECOND);
                        }
                    })
                    .hasStackTraceContaining("unable to create native thread");
        }
    }

    @Test
    void closesBeforeItWasStarted() {
        closesInTimeAndLeavesNoThread(requestor("127.0.0.1", 1));
    }

    @Test
    void closesWhileLive() {
        try (ScriptedServer server = ScriptedServer.listen(Protocol.of(DhcpFamily.IPV4))) {
            LeasequeryRequestor requestor = requestor("127.0.0.1", server.port());
            requestor.start();
            try (Session session = server.accept()) {
                session.send(session.read().replies().lease("10.0.0.1", 1_700_000_000, 0));
                new Polled(requestor).awaitBinding("10.0.0.1");

                closesInTimeAndLeavesNoThread(requestor);

                session.awaitEnd(ONE_SECOND);
            }
        }
    }

    @Test
    void closesWhileConnecting() throws IOException {
        // A listener with a full backlog neither takes nor refuses a connection.
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            List<Socket> backlog = List.of(connectTo(deaf), connectTo(deaf), connectTo(deaf));
            LeasequeryRequestor requestor = requestor("127.0.0.1", deaf.getLocalPort());
            requestor.start();
            await().until(() -> requestor.status().phase() == Phase.CONNECTING);

            closesInTimeAndLeavesNoThread(requestor);

            for (Socket socket : backlog) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("S002-4.6-1")
    void abandonsAnAttemptToConnectAfterItsTimeout() throws IOException {
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            List<Socket> backlog = List.of(connectTo(deaf), connectTo(deaf), connectTo(deaf));
            try (LeasequeryRequestor requestor = LeasequeryRequestor.create(
                    settings("127.0.0.1", deaf.getLocalPort())
                            .connectTimeout(Duration.ofMillis(300))
                            .build(),
                    ResumeState.NONE)) {
                requestor.start();

                Notice.Disconnected end = (Notice.Disconnected) new Polled(requestor)
                        .awaitNotice(Notice.Disconnected.class)
                        .notice();
                assertThat(end.reason()).isEqualTo(DisconnectReason.CONNECT_FAILED);
                assertThat(end.detail()).contains("within 300 ms");
            }
            for (Socket socket : backlog) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("S002-4.6-1")
    void givesAnAttemptToConnectThirtySecondsUnlessTold() {
        assertThat(settings("127.0.0.1", 67).build().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void closesWhileANameIsLookedUp() {
        LeasequeryRequestor requestor = requestor("name-that-is-not-there.invalid", 67);
        requestor.start();
        await().until(() -> requestor.status().connections().attempts() > 0);

        closesInTimeAndLeavesNoThread(requestor);
    }

    @Test
    void closeWakesThePoller() {
        try (ScriptedServer server = ScriptedServer.listen(Protocol.of(DhcpFamily.IPV4))) {
            LeasequeryRequestor requestor = requestor("127.0.0.1", server.port());
            CompletableFuture<List<Delivery>> poll = CompletableFuture.supplyAsync(() -> poll(requestor));

            requestor.close();

            assertThat(poll)
                    .succeedsWithin(ONE_SECOND)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .isEmpty();
        }
    }

    @Test
    void closesTwice() {
        LeasequeryRequestor requestor = requestor("127.0.0.1", 1);
        requestor.close();

        requestor.close();

        assertThat(requestor.status().phase()).isEqualTo(Phase.STOPPED);
    }

    private static void closesInTimeAndLeavesNoThread(LeasequeryRequestor requestor) {
        long before = System.nanoTime();

        requestor.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ONE_SECOND);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                // A look-up that hangs in the operating system cannot be ended; it is bounded instead.
                .filteredOn(name -> !name.startsWith(BlockingCall.THREAD_NAME_PREFIX + "look-up"))
                .noneMatch(name -> name.startsWith("leasequery-"));
        assertThat(requestor.status().phase()).isEqualTo(Phase.STOPPED);
    }

    private static List<Delivery> poll(LeasequeryRequestor requestor) {
        try {
            return requestor.poll(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Socket connectTo(ServerSocket server) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(100);
        try {
            socket.connect(server.getLocalSocketAddress(), 200);
        } catch (IOException e) {
            // Expected once the backlog is full.
            assertThat(e).hasMessageContaining("timed out");
        }
        return socket;
    }

    private static LeasequeryRequestor requestor(String host, int port) {
        return LeasequeryRequestor.create(settings(host, port).build(), ResumeState.NONE);
    }

    private static RequestorSettingsBuilder settings(String host, int port) {
        return RequestorSettings.builder(new DhcpServer("east", host, port)).clearText();
    }
}
