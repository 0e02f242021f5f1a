package net.leasequery.streams.lookup.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.history.TimeRange;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Partitions that lie elsewhere. The way of the octets between two real listeners is in PeerHandlerTest. */
class DistributedTenuresTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final ForwardingKey KEY =
            new ForwardingKey("k".repeat(32).getBytes(StandardCharsets.UTF_8), Clock.fixed(NOW, ZoneOffset.UTC));
    private static final TenureQuestion QUESTION = new TenureQuestion(
            "blue",
            null,
            new ClientSelector(ClientSelector.Kind.HOST_NAME, "host-17"),
            new TimeRange(NOW, null),
            10,
            new PagePosition(5, "here"));

    /** Two partitions, none of which is here. */
    private static final class Elsewhere implements Partitions {
        private final Map<Integer, String> hosts = new HashMap<>();

        @Override
        public int count() {
            return 2;
        }

        @Override
        public int of(@Nullable String vpn, String address) {
            return 1;
        }

        @Override
        public TenureReader open(int partition) {
            throw new InvalidStateStoreException("restoring");
        }

        @Override
        public @Nullable String hostOf(int partition) {
            return hosts.get(partition);
        }
    }

    private final Elsewhere partitions = new Elsewhere();

    private DistributedTenures tenures(@Nullable Peers peers) {
        return new DistributedTenures(partitions, new LocalTenures(partitions), peers, () -> 0);
    }

    @Test
    void withoutOneOfThePartitionsThereIsNoAnswer() {
        partitions.hosts.put(0, "127.0.0.1:1");

        assertThatThrownBy(() -> tenures(new Peers(null, KEY)).find(QUESTION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Partition 1");
        assertThatThrownBy(() -> tenures(null).find(QUESTION)).isInstanceOf(UnavailableException.class);
        partitions.hosts.put(1, "127.0.0.1:1");
        assertThatThrownBy(() -> tenures(null).find(QUESTION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("set streams.application.server and http.forwarding.key.file");
    }

    @Test
    void whileTheTopicsAreBeingReadThereIsNoAnswer() {
        DistributedTenures early =
                new DistributedTenures(partitions, new LocalTenures(partitions), null, () -> Frontier.NOT_YET);

        assertThatThrownBy(() -> early.find(QUESTION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("still processing");
    }

    @Test
    void anInstanceThatAnswersOtherwiseIsNoAnswer() throws IOException {
        HttpServer peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        peer.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        peer.start();
        partitions.hosts.put(0, "127.0.0.1:" + peer.getAddress().getPort());
        partitions.hosts.put(1, "127.0.0.1:" + peer.getAddress().getPort());
        try {
            assertThatThrownBy(() -> tenures(new Peers(null, KEY)).find(QUESTION))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("answers with status 503");
        } finally {
            peer.stop(0);
        }
    }

    @Test
    void aQuestionAndAPageSurviveTheWay() throws IOException {
        PeerFormat.Forwarded read = PeerFormat.forwarded(PeerFormat.question(QUESTION, List.of(1, 3)));

        assertThat(read.question()).isEqualTo(QUESTION);
        assertThat(read.partitions()).containsExactly(1, 3);
        TenurePage page = new TenurePage(
                List.of(
                        Tenures.of("10.1.2.3", "aa:bb:cc:00:00:01")
                                .observed(2, 40)
                                .build(),
                        Tenures.of("2001:db8::1", "aa:bb:cc:00:00:02")
                                .lasting(2, 40)
                                .vpn("blue")
                                .startNotBefore(null)
                                .build()),
                new PagePosition(7, "there"));
        assertThat(PeerFormat.page(PeerFormat.write(page))).isEqualTo(page);
    }

    @Test
    void onlyTheKeyProvesAndOnlyForAWhile() {
        byte[] body = "body".getBytes(StandardCharsets.UTF_8);
        String signed = KEY.sign(body);
        byte[] secret = "k".repeat(32).getBytes(StandardCharsets.UTF_8);

        assertThat(KEY.provenDigest(signed)).isEqualTo(ForwardingKey.digest(body));
        String otherBody = ForwardingKey.digest("other".getBytes(StandardCharsets.UTF_8));
        assertThat(KEY.provenDigest(signed.replace(ForwardingKey.digest(body), otherBody)))
                .isNull();
        assertThat(KEY.provenDigest(null)).isNull();
        assertThat(KEY.provenDigest("Bearer x")).isNull();
        byte[] another = "x".repeat(32).getBytes(StandardCharsets.UTF_8);
        assertThat(new ForwardingKey(another, Clock.fixed(NOW, ZoneOffset.UTC)).provenDigest(signed))
                .isNull();
        Clock later = Clock.offset(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(1));
        assertThat(new ForwardingKey(secret, later).provenDigest(signed)).isNull();
    }
}
