package net.leasequery.streams.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.leasequery.streams.records.State;
import net.leasequery.streams.records.WatchedStore;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final int MOST = 3;

    private final WatchedStore watched = new WatchedStore();
    private final KeyValueStore<Bytes, byte[]> store = watched.store();
    private DueTimes dueTimes = new DueTimes(store);
    private final Map<String, GenericRecord> states = new TreeMap<>();

    private void set(String key, List<Bytes> wanted) {
        GenericRecord state = states.computeIfAbsent(key, none -> {
            GenericRecord empty = State.record(State.CLIENT);
            empty.put("waits", List.of());
            return empty;
        });
        dueTimes.replace(state, wanted);
    }

    /** RocksDB keeps marks of removed entries; a punctuation each second must not pass all of them. */
    @Test
    void doesNotPassRemovedEntriesAgain() {
        set("a", List.of(DueTimes.atClock(1000, "a")));
        assertThat(dueTimes.dueAtClock(2000, MOST)).containsExactly("a");
        set("a", List.of());
        assertThat(dueTimes.dueAtClock(3000, MOST)).isEmpty();
        watched.rangesFrom().clear();

        assertThat(dueTimes.dueAtClock(4000, MOST)).isEmpty();

        assertThat(watched.rangesFrom()).isEmpty();
    }

    /** The next entry may lie behind the marks of all addresses that have waited for a server. */
    @Test
    void doesNotPassEntriesOfOtherKindsAgain() {
        set("a", List.of(DueTimes.atWatermark("east", 1000, "a")));
        assertThat(dueTimes.dueAtClock(2000, MOST)).isEmpty();
        watched.rangesFrom().clear();

        assertThat(dueTimes.dueAtClock(3000, MOST)).isEmpty();
        assertThat(watched.rangesFrom()).isEmpty();

        set("b", List.of(DueTimes.atClock(3500, "b")));
        assertThat(dueTimes.dueAtClock(3499, MOST)).isEmpty();
        assertThat(watched.rangesFrom()).isEmpty();
        assertThat(dueTimes.dueAtClock(3500, MOST)).containsExactly("b");
    }

    @Test
    void looksOnlyAtWhatIsDueIfAnEntryIsLater() {
        set("a", List.of(DueTimes.atClock(9000, "a")));
        assertThat(dueTimes.dueAtClock(1000, MOST)).isEmpty();
        watched.rangesFrom().clear();

        assertThat(dueTimes.dueAtClock(8999, MOST)).isEmpty();
        assertThat(watched.rangesFrom()).isEmpty();

        assertThat(dueTimes.dueAtClock(9000, MOST)).containsExactly("a");
    }

    @Test
    void findsAnEntryThatIsEarlierThanTheLastLook() {
        assertThat(dueTimes.dueAtWatermark("east", 5000, MOST)).isEmpty();

        set("a", List.of(DueTimes.atWatermark("east", 1000, "a")));

        assertThat(dueTimes.dueAtWatermark("east", 5000, MOST)).containsExactly("a");
        assertThat(dueTimes.dueAtWatermark("east", 500, MOST)).isEmpty();
        assertThat(dueTimes.dueAtWatermark("west", 5000, MOST)).isEmpty();
    }

    @Test
    void findsWhatIsDueWheneverItRestarts() {
        Random random = new Random(7);
        for (int step = 0; step < 20_000; step++) {
            String key = "k" + random.nextInt(40);
            List<Bytes> wanted = new ArrayList<>();
            for (int count = random.nextInt(3); count > 0; count--) {
                int moment = random.nextInt(100);
                wanted.add(
                        random.nextBoolean() ? DueTimes.atClock(moment, key) : DueTimes.atWatermark("e", moment, key));
            }
            set(key, wanted);
            if (random.nextInt(10) == 0) {
                dueTimes = new DueTimes(store);
            }
            if (random.nextInt(20) == 0) {
                int now = random.nextInt(100);
                assertThat(dueTimes.dueAtClock(now, MOST))
                        .isEqualTo(waiting(DueTimes.atClock(0, ""), DueTimes.atClock(now + 1, "")));
                assertThat(dueTimes.dueAtWatermark("e", now, MOST))
                        .isEqualTo(waiting(DueTimes.atWatermark("e", 0, ""), DueTimes.atWatermark("e", now + 1, "")));
            }
        }
        assertThat(states).hasSize(40);
    }

    /** Returns the keys of the first entries between two, by the states of the keys. */
    private List<String> waiting(Bytes from, Bytes to) {
        TreeSet<Bytes> all = new TreeSet<>();
        for (GenericRecord state : states.values()) {
            for (Object wait : (List<?>) state.get("waits")) {
                all.add(Bytes.wrap(((ByteBuffer) wait).array()));
            }
        }
        return all.subSet(from, to).stream()
                .limit(MOST)
                .map(entry -> new String(entry.get(), StandardCharsets.UTF_8).substring(from.get().length))
                .toList();
    }

    @Test
    void leavesNothingInTheStoreOfWhatIsOverBeforeTheNextLook() {
        for (int round = 0; round < 3; round++) {
            for (int key = 0; key < 100; key++) {
                set("k" + key, List.of(DueTimes.atWatermark("east", 1000, "k" + key)));
            }
            assertThat(watched.puts()).allMatch(entry -> entry.get()[0] == 'P');
            for (int key = 0; key < 100; key++) {
                set("k" + key, List.of());
            }
        }

        assertThat(watched.puts()).as("pages are used again").hasSizeLessThan(10);
        assertThat(store.approximateNumEntries()).isZero();
        assertThat(dueTimes.dueAtWatermark("east", 2000, MOST)).isEmpty();
    }

    @Test
    void keepsFewEntriesInMemoryIfNobodyLooks() {
        for (int key = 0; key < 10_000; key++) {
            set("k" + key, List.of(DueTimes.atWatermark("east", 1000, "k" + key)));
        }

        assertThat(watched.puts().stream().filter(entry -> entry.get()[0] == 'W'))
                .hasSizeGreaterThan(5_000);
        assertThat(dueTimes.dueAtWatermark("east", 1000, 20_000)).hasSize(10_000);
    }

    /** Earlier versions stored each entry on its own. */
    @Test
    void removesAnEntryOfAnEarlierVersion() {
        Bytes entry = DueTimes.atClock(1000, "a");
        store.put(entry, new byte[0]);
        GenericRecord state = State.record(State.CLIENT);
        state.put("waits", List.of(ByteBuffer.wrap(entry.get())));

        assertThat(dueTimes.dueAtClock(1000, MOST)).containsExactly("a");
        dueTimes.replace(state, List.of());

        assertThat(store.get(entry)).isNull();
        assertThat(dueTimes.dueAtClock(1000, MOST)).isEmpty();
    }
}
