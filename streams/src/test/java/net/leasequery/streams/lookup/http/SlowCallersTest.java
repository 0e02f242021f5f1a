package net.leasequery.streams.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.lookup.http.HttpListener.Limits;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who take their time, or many connections: they lose them, and others get their answers. */
@Timeout(120)
class SlowCallersTest {
    private static final String QUESTION = "/v1/leases?address=10.1.2.3&at=2026-11-26T10:20:00Z";
    private static final String HEAD = "GET " + QUESTION + " HTTP/1.1\r\nHost: localhost\r\n";

    /** Here no idle timeout helps. */
    private static final Limits LIMITS = new Limits(40, Duration.ofHours(1), Duration.ofSeconds(2));

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ScheduledExecutorService trickle = new ScheduledThreadPoolExecutor(1);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        trickle.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static Site site(Limits limits, Map<String, String> ssl) throws IOException {
        Site site = new Site(Site.settings(ssl, null, Set.of(Role.READ, Role.ERASE), 10_000), limits);
        site.tenures.add(
                Tenures.of("10.1.2.3", "aa:bb:cc:00:00:01").observed(2, 40).build());
        return site;
    }

    private Socket connected(Site site) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        sockets.add(socket);
        return socket;
    }

    /** Sends this, and an octet ten times a second for ever. */
    private Socket trickling(Site site, String begin) throws IOException {
        Socket socket = connected(site);
        send(socket, begin);
        goOnFor(socket);
        return socket;
    }

    private void goOnFor(Socket socket) {
        Future<?> unused =
                trickle.scheduleWithFixedDelay(() -> sendQuietly(socket, "x"), 100, 100, TimeUnit.MILLISECONDS);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void sendQuietly(Socket socket, String text) {
        try {
            send(socket, text);
        } catch (IOException e) {
            throw new IllegalStateException("the connection is closed, and the trickle ends", e);
        }
    }

    /** Reads a whole answer. */
    private static String head(InputStream input) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = input.read();
            assertThat(octet).as("the connection is closed after %s", head).isNotNegative();
            head.append((char) octet);
        }
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as("%s", head).isTrue();
        input.readNBytes(Integer.parseInt(length.group(1)));
        return head.toString();
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().read() == 'H';
        } catch (IOException closed) {
            return false;
        }
    }

    private static void assertClosed(Socket socket) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        InputStream input = socket.getInputStream();
        try {
            // An answer may precede the end.
            input.readAllBytes();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /** On a machine that stands still for longer than the deadline, their connections end, too; they ask again. */
    private static void assertOthersAreAnswered(Site site) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> site.get(QUESTION).statusCode() == 200);
    }

    @Test
    void aHeadThatNeverEndsCostsItsConnection() throws Exception {
        try (Site site = site(LIMITS, Map.of())) {
            assertClosed(trickling(site, HEAD + "X-Slow: "));
            assertThat(site.lookups).isEmpty();
            assertOthersAreAnswered(site);
        }
    }

    @Test
    void aHeadThatNeverEndsCostsItsConnectionAlsoAfterAGoodRequest() throws Exception {
        try (Site site = site(LIMITS, Map.of())) {
            Socket socket = await().atMost(SOON)
                    .until(() -> trickling(site, HEAD + "\r\n" + HEAD + "X-Slow: "), SlowCallersTest::isAnswered);
            assertClosed(socket);
            assertThat(site.lookups)
                    .as("the request that never ended is not one")
                    .isNotEmpty();
        }
    }

    @Test
    void bodiesThatNeverEndHoldNoThreads() throws Exception {
        String head = "POST /v1/erasures HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 4000\r\n\r\n{";
        try (Site site = site(LIMITS, Map.of())) {
            List<Socket> slow = new ArrayList<>();
            // More than there are threads.
            for (int i = 0; i < 30; i++) {
                slow.add(trickling(site, head));
            }
            for (Socket socket : slow) {
                assertClosed(socket);
            }
            assertThat(site.erased).isEmpty();
            assertOthersAreAnswered(site);
        }
    }

    @Test
    void anAnswerThatNobodyReadsCostsItsConnection() throws Exception {
        try (Site site = site(LIMITS, Map.of())) {
            for (int host = 0; host < 1_000; host++) {
                site.tenures.add(Tenures.of("10.1.2.4", "aa:bb:cc:00:00:01")
                        .observed(2, 40)
                        .hostname("h".repeat(200) + host)
                        .build());
            }
            Socket socket = connected(site);
            // Several answers, more than all buffers of the way take.
            send(socket, "GET /v1/tenures?address=10.1.2.4&limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20));
            await().atMost(SOON).until(() -> site.connections() == 0);
            assertOthersAreAnswered(site);
        }
    }

    /** Here the clock of the deadline begins anew with each request. */
    @Test
    void aConnectionThatIsUsedStaysOpen() throws Exception {
        Limits limits = new Limits(10, Duration.ofHours(1), Duration.ofSeconds(4));
        try (Site site = site(limits, Map.of())) {
            Socket socket = connected(site);
            Instant end = Instant.now().plusSeconds(6);
            while (Instant.now().isBefore(end)) {
                send(socket, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void silentConnectionsGoAndThoseWhoWaitGetTheirAnswers() throws Exception {
        Limits brief = new Limits(10, Duration.ofMillis(500), Duration.ofMinutes(1));
        try (Site site = site(brief, Map.of())) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                silent.add(connected(site));
            }
            await().atMost(SOON).until(() -> site.connections() >= 10);
            assertThat(site.connections()).isLessThanOrEqualTo(11);
            for (Socket socket : silent) {
                assertClosed(socket);
            }
            assertOthersAreAnswered(site);
        }
    }

    @Test
    void aHandshakeThatNeverEndsCostsItsConnection() throws Exception {
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("lab", KeyKind.ECDSA);
        var server = authority.order("look-up").forAddresses("127.0.0.1").issue();
        Map<String, String> ssl = new HashMap<>(Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.key",
                server.keyPem(),
                "ssl.keystore.certificate.chain",
                server.chainPem()));
        try (Site site = site(LIMITS, ssl)) {
            // The head of a record of 16 KiB, of which an octet comes now and then.
            assertClosed(trickling(site, "\u0016\u0003\u0001@\u0000"));

            SSLSocketFactory trusting = server.context(authority.certificate()).getSocketFactory();
            Socket socket = await().atMost(SOON)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(
                            () -> {
                                Socket secured = trusting.createSocket(InetAddress.getLoopbackAddress(), site.port());
                                sockets.add(secured);
                                send(secured, HEAD + "\r\n" + HEAD + "X-Slow: ");
                                return secured;
                            },
                            SlowCallersTest::isAnswered);
            goOnFor(socket);
            assertClosed(socket);
        }
    }
}
