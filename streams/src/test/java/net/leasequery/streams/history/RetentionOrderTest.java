package net.leasequery.streams.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.WatchedStore;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RetentionOrderTest {

    private static final int MOST = 3;

    private final WatchedStore watched = new WatchedStore();
    private RetentionOrder order = new RetentionOrder(watched.store());

    private static TenureStoreKey tenure(int number) {
        return new TenureStoreKey(new AddressKey("site", null, "192.0.2." + number), 1_000);
    }

    private List<TenureStoreKey> dueBefore(long moment) {
        return order.dueBefore(moment, MOST).stream()
                .map(RetentionOrder::tenureOf)
                .toList();
    }

    @Test
    void returnsTheEarliestFirst() {
        order.add(tenure(1), 30);
        order.add(tenure(2), 10);
        order.add(tenure(3), 40);
        order.add(tenure(4), 20);
        order.add(tenure(5), -1);

        assertThat(dueBefore(40)).containsExactly(tenure(5), tenure(2), tenure(4));
        assertThat(dueBefore(10)).containsExactly(tenure(5));
    }

    /** RocksDB keeps marks of removed entries; a punctuation each second must not pass all of them. */
    @Test
    void doesNotPassRemovedEntriesAgain() {
        order.add(tenure(1), 10);
        order.add(tenure(2), 5_000);
        order.dueBefore(100, MOST).forEach(order::remove);
        assertThat(dueBefore(200)).isEmpty();
        watched.rangesFrom().clear();

        assertThat(dueBefore(300)).isEmpty();

        assertThat(watched.rangesFrom()).isEmpty();
        assertThat(dueBefore(5_001)).containsExactly(tenure(2));
    }

    @Test
    void searchesAnEmptyStoreOnce() {
        assertThat(dueBefore(100)).isEmpty();
        assertThat(dueBefore(200)).isEmpty();

        assertThat(watched.rangesFrom()).hasSize(1);
    }

    @Test
    void findsAnEntryThatIsEarlierThanTheLastSearch() {
        assertThat(dueBefore(1_000)).isEmpty();

        order.add(tenure(1), 10);

        assertThat(dueBefore(1_000)).containsExactly(tenure(1));
    }

    @Test
    void agreesWithAModelWheneverItRestarts() {
        Random random = new Random(5);
        Map<Integer, Long> moments = new HashMap<>();
        for (int step = 0; step < 3_000; step++) {
            int number = random.nextInt(40);
            Long before = moments.get(number);
            if (before == null) {
                long moment = random.nextInt(100);
                moments.put(number, moment);
                order.add(tenure(number), moment);
            } else if (random.nextBoolean()) {
                order.remove(tenure(number), before);
                moments.remove(number);
            } else {
                List<Bytes> due = order.dueBefore(before + 1, 1);
                int postponed = number(RetentionOrder.tenureOf(due.get(0)));
                long later = moments.getOrDefault(postponed, 0L) + random.nextInt(20);
                moments.put(postponed, later);
                order.postpone(due.get(0), later);
            }
            if (random.nextInt(10) == 0) {
                order = new RetentionOrder(watched.store());
            }
            long now = random.nextInt(140);
            assertThat(dueBefore(now)).isEqualTo(dueIn(moments, now));
        }
        assertThat(moments).isNotEmpty();
    }

    private static int number(TenureStoreKey key) {
        String address = key.address().address();
        return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    }

    private static List<TenureStoreKey> dueIn(Map<Integer, Long> moments, long moment) {
        WatchedStore plain = new WatchedStore();
        RetentionOrder all = new RetentionOrder(plain.store());
        moments.forEach((number, due) -> {
            if (due < moment) {
                all.add(tenure(number), due);
            }
        });
        return plain.puts().stream().limit(MOST).map(RetentionOrder::tenureOf).toList();
    }
}
