package net.leasequery.connect.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a row is packed or an object makes no difference. */
class TableRowsTest {

    private static final List<LeaseType> TYPES = List.of(LeaseType.values());

    private static final long EPOCH_OF_FAR_FUTURE = 1L << 41;

    private final MemoryBudget all = new MemoryBudget();
    private final TableRows rows = new TableRows(TableBound.of(all, Long.MAX_VALUE));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theyHoldWhatAMapOfObjectsHolds(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, Fingerprint> model = new HashMap<>();
        List<TableRow> onTheirWay = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Fingerprint print = print(random);
            String key = TableKey.of(print);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    TableRow row = TableRow.toBeWritten(print);
                    onTheirWay.add(row);
                    rows.put(key, row);
                    model.put(key, print);
                }
                case 3 -> {
                    rows.put(key, TableRow.readBack(print));
                    model.put(key, print);
                }
                case 4 -> {
                    assertThat(rows.remove(key) == null).isEqualTo(model.remove(key) == null);
                }
                case 5 -> {
                    onTheirWay.forEach(row -> row.settled(random.nextInt(4) > 0));
                    onTheirWay.clear();
                }
                case 6 -> rows.pack();
                default -> assertSame(rows.get(key), key, model);
            }
        }

        assertThat(rows.size()).isEqualTo(model.size());
        assertThat(rows.keysWhere(any -> true)).containsExactlyInAnyOrderElementsOf(model.keySet());
        model.keySet().forEach(key -> assertSame(rows.get(key), key, model));
        assertClients(model);
        rows.removeIf(TableRow::isBound, (key, row) -> assertSame(row, key, model));
        model.values().removeIf(Fingerprint::isBound);
        assertThat(rows.keysWhere(any -> true)).containsExactlyInAnyOrderElementsOf(model.keySet());
        rows.clear();
        assertThat(all.held()).isLessThan(16_384);
    }

    private void assertClients(Map<String, Fingerprint> model) {
        Map<Long, Set<String>> byClient = new HashMap<>();
        model.forEach((key, print) -> byClient.computeIfAbsent(print.details().client(), any -> new HashSet<>())
                .add(key));
        byClient.remove(0L);
        byClient.forEach((client, keys) -> assertThat(rows.keysOf(client)).containsExactlyInAnyOrderElementsOf(keys));
    }

    private static void assertSame(@Nullable TableRow row, String key, Map<String, Fingerprint> model) {
        Fingerprint expected = model.get(key);
        if (expected == null || row == null) {
            assertThat(row).isNull();
            assertThat(expected).isNull();
            return;
        }
        assertThat(row.says(expected)).isTrue();
        assertThat(row.isBound()).isEqualTo(expected.isBound());
        assertThat(row.isCovered()).isEqualTo(expected.covered());
        assertThat(row.details()).isEqualTo(expected.details());
    }

    /** Few addresses, of both families, some with a VPN or with times that fit no packed row. */
    private static Fingerprint print(Random random) {
        int number = random.nextInt(600);
        LeaseType type = TYPES.get(number % 4);
        String text = switch (type) {
            case V4 -> "10.0." + number / 256 + "." + number % 256;
            case NA, TA -> "2001:db8::" + Integer.toHexString(number + 1);
            case PD -> "2001:db8:" + Integer.toHexString(number + 1) + "::/48";
        };
        String vpn = number % 11 == 0 ? "blue" : null;
        long seconds = random.nextInt(20) == 0 ? EPOCH_OF_FAR_FUTURE : 1_800_000_000L + random.nextInt(100_000);
        return new Fingerprint(
                new BindingAddress(type, text, null, vpn),
                random.nextInt(3) == 0 ? BindingState.RELEASED : BindingState.ACTIVE,
                random.nextLong(),
                random.nextInt(9) == 0 ? null : new ServerTime(seconds),
                new ServerTime(seconds - 3_600),
                random.nextInt(5) == 0 ? null : new ServerTime(seconds - 7_200),
                random.nextBoolean(),
                type == LeaseType.V4
                        ? new Details(0, 0, random.nextLong())
                        : new Details(2 + number / 8, 1 + number % 5, random.nextLong()));
    }

    @ParameterizedTest
    @EnumSource(LeaseType.class)
    void aRowOnItsWayIsPackedOnceKafkaHasIt(LeaseType type) {
        Fingerprint print = plain(type, 1);
        TableRow row = TableRow.toBeWritten(print);
        rows.put(TableKey.of(print), row);
        rows.pack();
        assertThat(rows.get(TableKey.of(print))).isSameAs(row);

        row.settled(true);
        rows.pack();

        TableRow packed = Objects.requireNonNull(rows.get(TableKey.of(print)));
        assertThat(packed).isNotSameAs(row);
        assertThat(packed.certainlyShows(print)).isTrue();
    }

    @Test
    void aRowWhoseRecordWasLostStaysLost() {
        Fingerprint print = plain(LeaseType.V4, 1);
        TableRow row = TableRow.toBeWritten(print);
        rows.put(TableKey.of(print), row);
        row.settled(false);
        rows.pack();

        TableRow packed = Objects.requireNonNull(rows.get(TableKey.of(print)));

        assertThat(packed).isNotSameAs(row);
        assertThat(packed.certainlyShows(print)).isFalse();
        assertThat(packed.differs(print)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(LeaseType.class)
    void whatChangesInAPackedRowIsKept(LeaseType type) {
        Fingerprint print = plain(type, 1);
        rows.put(TableKey.of(print), TableRow.readBack(print));
        TableRow row = Objects.requireNonNull(rows.get(TableKey.of(print)));
        row.seenIn(70_000, true);
        row.belongsToWholeSnapshot();
        if (type != LeaseType.V4) {
            row.expiresNotBefore(123_456);
        }
        rows.changed(row);

        TableRow again = Objects.requireNonNull(rows.get(TableKey.of(print)));

        assertThat(again.pass()).isEqualTo(70_000);
        assertThat(again.isCovered()).isTrue();
        assertThat(again.isOfWholeSnapshot()).isTrue();
        assertThat(again.deadline()).isEqualTo(type == LeaseType.V4 ? LocalTimer.UNKNOWN : 123_456);
    }

    @ParameterizedTest
    @EnumSource(LeaseType.class)
    void whatAPollSawInAPackedRowIsKept(LeaseType type) {
        Fingerprint print = plain(type, 1);
        Fingerprint shifted = withExpiry(print, 1_800_003_600 - 2);
        rows.put(TableKey.of(print), TableRow.readBack(print));

        for (int i = 1; i <= 4; i++) {
            TableRow row = Objects.requireNonNull(rows.get(TableKey.of(print)));
            assertThat(row.differs(shifted)).as("poll %d", i).isFalse();
            rows.changed(row);
        }

        TableRow row = Objects.requireNonNull(rows.get(TableKey.of(print)));
        assertThat(row.slot()).isNotEqualTo(SlotIndex.NONE);
        assertThat(row.differs(shifted)).as("reported often in a row").isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xffff_fffeL, 0xffff_ffffL, 0x1_0000_0000L, -1})
    void aTimeOutsideTheRangeOfPackedRowsIsKept(long seconds) {
        Fingerprint print = withExpiry(plain(LeaseType.NA, 1), seconds);
        rows.put(TableKey.of(print), TableRow.readBack(print));

        TableRow row = Objects.requireNonNull(rows.get(TableKey.of(print)));

        assertThat(row.expirySeconds()).isEqualTo(seconds);
        assertThat(row.slot() != SlotIndex.NONE).isEqualTo(seconds == 0 || seconds == 0xffff_fffeL);
    }

    @Test
    void rowsOfAClientBeyondTheLimitAreKeptAndRemovedLikeOthers() {
        List<Fingerprint> ofOneClient = new ArrayList<>();
        for (int i = 0; i < ClientIndex.MOST_KEYS + 50; i++) {
            ofOneClient.add(withClient(plain(LeaseType.NA, i), 7));
        }
        ofOneClient.forEach(print -> rows.put(TableKey.of(print), TableRow.readBack(print)));

        assertThat(rows.keysOf(7)).hasSize(ClientIndex.MOST_KEYS).doesNotHaveDuplicates();
        ofOneClient.forEach(print -> assertThat(rows.remove(TableKey.of(print))).isNotNull());
        assertThat(rows.keysOf(7)).isEmpty();
        assertThat(rows.size()).isZero();
    }

    private static Fingerprint withExpiry(Fingerprint print, long seconds) {
        return Prints.with(print, new ServerTime(seconds), print.details());
    }

    private static Fingerprint withClient(Fingerprint print, long client) {
        return Prints.with(print, print.expiry(), new Details(client, 1, 0));
    }

    @Test
    void aKeyThatIsAlwaysOnItsWayLetsOthersBePacked() {
        Fingerprint busy = plain(LeaseType.V4, 0);
        rows.put(TableKey.of(busy), TableRow.toBeWritten(busy));
        for (int i = 1; i <= 1_000; i++) {
            Fingerprint other = plain(LeaseType.V4, i);
            TableRow row = TableRow.toBeWritten(other);
            row.settled(true);
            rows.put(TableKey.of(other), row);
            rows.put(TableKey.of(busy), TableRow.toBeWritten(busy));
        }

        assertThat(all.held()).isLessThan(90_000);
    }

    private static Fingerprint plain(LeaseType type, int number) {
        String text = switch (type) {
            case V4 -> "10.0." + number / 256 + "." + number % 256;
            case NA, TA -> "2001:db8::" + Integer.toHexString(number + 1);
            case PD -> "2001:db8:" + Integer.toHexString(number + 1) + "::/48";
        };
        return new Fingerprint(
                new BindingAddress(type, text, null, null),
                BindingState.ACTIVE,
                7,
                new ServerTime(1_800_003_600),
                new ServerTime(1_800_000_000),
                null,
                false,
                type == LeaseType.V4 ? Details.UNKNOWN : new Details(9, 1, 3));
    }
}
