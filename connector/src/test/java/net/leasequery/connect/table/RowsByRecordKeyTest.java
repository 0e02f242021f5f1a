package net.leasequery.connect.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.leasequery.requestor.MemoryBudget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row a record key stands for while a topic is read back. */
class RowsByRecordKeyTest {

    private static final long EXPIRY = 1_800_003_600;

    /** A time that no packed row can hold, so that the row is an object. */
    private static final long FAR = 1L << 33;

    private final MemoryBudget all = new MemoryBudget();
    private final TableBound bound = TableBound.of(all, Long.MAX_VALUE);
    private final BoundTable table = new BoundTable(bound);
    private final RowsByRecordKey rows = new RowsByRecordKey(table, bound);

    @Test
    void aKeyStandsForTheRowThatWasLastReadUnderIt() {
        read("192.0.2.1", 1);
        read("192.0.2.2", 2);
        assertThat(removed(1)).isEqualTo("192.0.2.1");
        assertThat(removed(1)).isNull();
        read("192.0.2.2", 1);
        assertThat(rows.size()).isEqualTo(2);
        assertThat(removed(2)).as("the row was read again under another key").isNull();
        assertThat(removed(1)).isEqualTo("192.0.2.2");
    }

    @Test
    void aRowWithoutARecordKeyIsNotRemovedByTheKeyOfTheRowBeforeItInItsSlot() {
        read("192.0.2.1", 1);
        table.forget("192.0.2.1");
        Fingerprint other = Prints.leased("192.0.2.2", 7, EXPIRY);
        table.readBack(other);
        assertThat(rows.put(0, null, other)).isNull();
        assertThat(removed(1)).isNull();
    }

    @Test
    void aRowIsReplacedUnderItsKeyByAnother() {
        read("192.0.2.1", 1);
        assertThat(replaced("192.0.2.1", 1)).as("the same row").isNull();
        assertThat(replaced("192.0.2.2", 1)).isEqualTo("192.0.2.1");
        assertThat(replaced("192.0.2.2", 2)).as("a new key").isNull();
        assertThat(rows.mayHaveSeveralKeys("192.0.2.2")).isTrue();
        assertThat(replaced("192.0.2.3", 2)).isEqualTo("192.0.2.2");
        assertThat(rows.mayHaveSeveralKeys("192.0.2.3")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {EXPIRY, FAR})
    void keysOfPartitionsAreDifferent(long expiry) {
        Fingerprint row = Prints.leased("192.0.2.1", 7, expiry);
        table.readBack(row);
        assertThat(rows.put(0, key(1), row)).isNull();
        table.readBack(row);
        assertThat(rows.put(1, key(1), row)).isNull();
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.remove(1, key(1))).isEqualTo("192.0.2.1");
    }

    /**
     * Any order of records. A row that is an object is removed by each of its keys, because only a packed row stores
     * its last one.
     *
     * @param objects whether some rows do not fit into packed ones
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isLikeAMapOfKeysInWhichTheLastKeyOfARowCounts(boolean objects) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            BoundTable read = new BoundTable(bound);
            RowsByRecordKey tested = new RowsByRecordKey(read, bound);
            Map<String, Integer> keyOfRow = new HashMap<>();
            Set<Integer> keys = new HashSet<>();
            List<String> history = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int key = random.nextInt(6);
                if (random.nextInt(4) == 0) {
                    history.add("skip " + key);
                    String expected = rowOf(keyOfRow, key);
                    String removed = tested.remove(0, key(key));
                    keys.remove(key);
                    if (objects) {
                        expected = removed;
                    } else {
                        assertThat(removed).as("seed %d: %s", seed, history).isEqualTo(expected);
                    }
                    if (expected != null) {
                        read.forget(expected);
                        keyOfRow.remove(expected);
                    }
                } else {
                    // Each key belongs to one address or another, so that both kinds of change are met.
                    String address = "192.0.2." + (key / 2 + random.nextInt(2));
                    history.add("read " + address + " under " + key);
                    Fingerprint row = Prints.leased(address, 7, objects && random.nextInt(5) == 0 ? FAR : EXPIRY + i);
                    String before = rowOf(keyOfRow, key);
                    if (before != null && !before.equals(address)) {
                        keyOfRow.remove(before);
                    }
                    read.readBack(row);
                    String unused = tested.put(0, key(key), row);
                    keyOfRow.put(address, key);
                    keys.add(key);
                }
                assertThat(tested.size()).as("seed %d: %s", seed, history).isEqualTo(keys.size());
            }
            tested.clear();
            read.clear();
        }
        assertThat(all.held()).isZero();
    }

    private static @Nullable String rowOf(Map<String, Integer> keyOfRow, int key) {
        return keyOfRow.entrySet().stream()
                .filter(entry -> entry.getValue() == key)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private void read(String address, int key) {
        String unused = replaced(address, key);
    }

    private @Nullable String replaced(String address, int key) {
        Fingerprint row = Prints.leased(address, 7, EXPIRY);
        table.readBack(row);
        return rows.put(0, key(key), row);
    }

    private @Nullable String removed(int key) {
        return rows.remove(0, key(key));
    }

    private static byte[] key(int number) {
        return new byte[] {(byte) number};
    }
}
