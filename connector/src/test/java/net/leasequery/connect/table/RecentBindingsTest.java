package net.leasequery.connect.table;

import static net.leasequery.connect.table.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.leasequery.requestor.MemoryBudget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes, acknowledgements and losses, compared with a map of the last record of each address. */
class RecentBindingsTest {

    private static final int STEPS = 30_000;
    private static final int ADDRESSES = 400;
    private static final int CONTENTS = 3;
    private static final long EXPIRY = 1_800_003_600;

    private enum Fate {
        ON_ITS_WAY,
        STORED,
        LOST
    }

    private static final class Written {
        private final int content;
        private Fate fate = Fate.ON_ITS_WAY;

        Written(int content) {
            this.content = content;
        }
    }

    private record Waiting(Written record, Receipt receipt) {}

    /** From a memory that holds next to nothing to one that holds everything. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 8_000, 20_000, 30_000, 1_000_000})
    void onlyWhatKafkaCertainlyShowsIsLeftOut(int octets) {
        System.out.println("seed " + octets);
        Random random = new Random(octets);
        MemoryBudget all = new MemoryBudget();
        RecentBindings recent = new RecentBindings(octets, TableBound.of(all, 1_000_000));
        Map<String, Written> last = new HashMap<>();
        List<Waiting> waiting = new ArrayList<>();
        int leftOut = 0;
        for (int step = 0; step < STEPS; step++) {
            String address = "10.0." + random.nextInt(ADDRESSES) / 200 + "." + random.nextInt(200);
            int content = random.nextInt(CONTENTS);
            Fingerprint binding = random.nextInt(4) == 0
                    ? Prints.timeless(Prints.inVpn(address, "blue"), content)
                    : leased(address, content, EXPIRY);
            String key = TableKey.of(binding);
            if (random.nextInt(20) == 0) {
                recent.forget(binding);
                last.remove(key);
            }
            @Nullable Receipt receipt = recent.see(binding, false);
            if (receipt == null) {
                leftOut++;
                assertThat(last.get(key)).as(key).isNotNull().satisfies(record -> {
                    assertThat(record.fate).isEqualTo(Fate.STORED);
                    assertThat(record.content).isEqualTo(content);
                });
            } else {
                last.put(key, new Written(content));
                waiting.add(new Waiting(last.get(key), receipt));
            }
            if (waiting.size() > random.nextInt(30)) {
                settle(waiting.remove(random.nextInt(waiting.size())), random.nextInt(10) > 0);
            }
            assertThat(all.held()).isBetween(-20_000L, octets + 20_000L);
        }
        waiting.forEach(each -> settle(each, true));

        assertThat(recent.lacksRecordsOnTheirWay()).isFalse();
        Map<String, TableRow> rows = new HashMap<>();
        recent.forEach(rows::put);
        assertThat(rows)
                .hasSize(recent.size())
                .allSatisfy((key, row) ->
                        assertThat(row.digest).as(key).isEqualTo(Objects.requireNonNull(last.get(key), key).content));
        assertThat(leftOut > 0).isEqualTo(octets > 0);
    }

    private static void settle(Waiting waiting, boolean stored) {
        waiting.record().fate = stored ? Fate.STORED : Fate.LOST;
        waiting.receipt().settled(stored);
    }
}
