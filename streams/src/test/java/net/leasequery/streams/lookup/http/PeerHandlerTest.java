package net.leasequery.streams.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.history.TimeRange;
import net.leasequery.streams.lookup.cluster.DistributedTenures;
import net.leasequery.streams.lookup.cluster.ForwardingKey;
import net.leasequery.streams.lookup.cluster.LocalTenures;
import net.leasequery.streams.lookup.cluster.Partitions;
import net.leasequery.streams.lookup.cluster.Peers;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance asks another over a real socket. */
class PeerHandlerTest {
    private static final TenureQuestion QUESTION =
            new TenureQuestion(null, "10.1.2.3", null, TimeRange.ALWAYS, 10, null);

    @TempDir
    Path folder;

    private final Some there = new Some();
    private final Some here = new Some();
    private HttpListener listener;
    private ForwardingKey key;

    /** Partitions whose stores are open, with nothing in them, and others. */
    private static final class Some implements Partitions {
        private final Map<Integer, TenureReader> open = new HashMap<>();
        private @Nullable String host;

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
            TenureReader reader = open.get(partition);
            if (reader == null) {
                throw new InvalidStateStoreException("not here");
            }
            return reader;
        }

        @Override
        public @Nullable String hostOf(int partition) {
            return host;
        }
    }

    private static final class EmptyStore implements ReadOnlyKeyValueStore<Bytes, byte[]> {
        @Override
        public byte @Nullable [] get(Bytes key) {
            return null;
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
            return all();
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
            return all();
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            return new KeyValueIterator<>() {
                @Override
                public void close() {
                    // Nothing is open.
                }

                @Override
                public Bytes peekNextKey() {
                    throw new NoSuchElementException();
                }

                @Override
                public boolean hasNext() {
                    return false;
                }

                @Override
                public KeyValue<Bytes, byte[]> next() {
                    throw new NoSuchElementException();
                }
            };
        }

        @Override
        public long approximateNumEntries() {
            return 0;
        }
    }

    private final RequestCounts counts = new RequestCounts();

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "0123456789".repeat(4));
        key = ForwardingKey.read(file, Clock.systemUTC());
        listener = new HttpListener(
                Site.settings(Map.of(), null, Set.of(), 100),
                HttpListener.Limits.DEFAULT,
                null,
                () -> new Health("RUNNING", true, true),
                List.of(new PeerHandler(key, new LocalTenures(there), counts, System::nanoTime)));
        listener.start();
        here.host = "127.0.0.1:" + listener.port();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private DistributedTenures asking(ForwardingKey with) {
        return new DistributedTenures(here, new LocalTenures(here), new Peers(null, with), () -> 0);
    }

    @Test
    void answersForPartitionsThatAreOpenThere() throws Exception {
        there.open.put(1, new TenureReader(new EmptyStore(), new EmptyStore()));

        assertThat(asking(key).find(QUESTION).tenures()).isEmpty();
        assertThat(counts.peerAnswers()).isEqualTo(1);
    }

    @Test
    void isNotAnsweredWhileThePartitionIsRestoredThere() {
        assertThatThrownBy(() -> asking(key).find(QUESTION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("answers with status 503");
    }

    @Test
    void withAnotherKeyNothingIsAnswered() throws Exception {
        there.open.put(1, new TenureReader(new EmptyStore(), new EmptyStore()));
        Path other = Files.writeString(folder.resolve("other"), "abcdefghij".repeat(4));

        assertThatThrownBy(() ->
                        asking(ForwardingKey.read(other, Clock.systemUTC())).find(QUESTION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("answers with status 401");
        HttpResponse<String> unsigned = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + Peers.PATH))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(unsigned.statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyThatIsTooShortIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("short"), "secret");

        assertThatThrownBy(() -> ForwardingKey.read(file, Clock.systemUTC()))
                .hasMessageContaining("openssl rand -base64 48");
    }
}
