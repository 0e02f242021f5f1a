package net.leasequery.connect.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Details;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.RecentBindings;
import net.leasequery.connect.table.RowsByRecordKey;
import net.leasequery.connect.table.TableBound;
import net.leasequery.connect.table.TableKey;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted is what the heap holds: measured in a JVM of its own, at a size where hash tables are emptiest. */
class HeapOctetsTest {

    /** One more than fits into a hash table of 65,536 places. */
    private static final int ROWS = 49_153;

    /** An account that counts much too much would make room for nothing. */
    private static final double MOST_TOO_MUCH = 1.25;

    private static final int MEASUREMENTS = 25;

    /** The account is brought up to date in steps of 16,384 octets, which are a third of an octet for each row. */
    private static final double STEP = 1;

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(LeaseType.V4, ""),
                Arguments.of(LeaseType.V4, "\u2192".repeat(85)),
                Arguments.of(LeaseType.NA, ""),
                Arguments.of(LeaseType.PD, "blue"));
    }

    @Test
    void rowsAreCountedWithWhatTheyTake(TestReporter reporter) throws Exception {
        Process measuring = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:MarkSweepAlwaysCompactCount=1",
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Measurement.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] lines;
        try (var out = measuring.getInputStream()) {
            lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
        assertThat(measuring.waitFor()).isZero();

        assertThat(lines).hasSize(MEASUREMENTS).allSatisfy(line -> {
            reporter.publishEntry(line);
            String[] words = line.split(" ", -1);
            double measured = Double.parseDouble(words[1]);
            assertThat(Double.parseDouble(words[2]))
                    .as("octets a row as counted: %s", line)
                    .isBetween(measured - STEP, measured * MOST_TOO_MUCH);
        });
        assertThat(measured(lines, "stored:V4")).isLessThanOrEqualTo(43);
        assertThat(measured(lines, "stored:NA")).isLessThanOrEqualTo(59);
        assertThat(measured(lines, "recent-stored:V4")).isLessThanOrEqualTo(43);
        assertThat(measured(lines, "recent-stored:NA")).isLessThanOrEqualTo(60);
        assertThat(measured(lines, "read-back:V4")).isLessThanOrEqualTo(56);
        assertThat(measured(lines, "read-back:NA")).isLessThanOrEqualTo(73);
    }

    private static double measured(String[] lines, String what) {
        return Stream.of(lines)
                .filter(line -> line.startsWith(what + " "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[1]))
                .findFirst()
                .orElseThrow();
    }

    /** Prints what a row takes and what it is counted with. */
    static final class Measurement {

        private Measurement() {}

        public static void main(String[] args) {
            // The first ones load classes and leave soft references behind; their figures are not reported.
            measured(bound -> table(bound, LeaseType.V4, ""));
            measured(Measurement::doubts);
            rows().map(Arguments::get).forEach(row -> {
                LeaseType type = (LeaseType) row[0];
                String vpn = (String) row[1];
                measure("table:" + type, bound -> table(bound, type, vpn));
                measure("read-back:" + type, bound -> readBack(bound, type, vpn, false));
                measure("outdated:" + type, bound -> readBack(bound, type, vpn, true));
                measure("recent:" + type, bound -> recent(bound, type, vpn, false));
                measure("recent-stored:" + type, bound -> recent(bound, type, vpn, true));
                measure("stored:" + type + (vpn.isEmpty() ? "" : "/vpn"), bound -> stored(bound, type, vpn));
            });
            measure("doubts:NA", Measurement::doubts);
        }

        private static void measure(String what, Function<TableBound, Object> filled) {
            System.out.println(what + " " + measured(filled));
        }

        private static String measured(Function<TableBound, Object> filled) {
            MemoryBudget all = new MemoryBudget();
            TableBound bound = TableBound.of(all, Long.MAX_VALUE);
            long before = usedHeap();
            Object held = filled.apply(bound);
            try {
                double measured = (double) (usedHeap() - before) / ROWS;
                return Math.round(measured) + " " + Math.round((double) all.held() / ROWS);
            } finally {
                Reference.reachabilityFence(held);
            }
        }

        /** Collects until a collection frees nothing more: reference queues free objects between collections. */
        private static long usedHeap() {
            long least = Long.MAX_VALUE;
            while (true) {
                System.gc();
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                if (used >= least) {
                    return least;
                }
                least = used;
            }
        }

        private static Object table(TableBound bound, LeaseType type, String vpn) {
            BoundTable table = new BoundTable(bound);
            for (int i = 0; i < ROWS; i++) {
                table.see(print(type, vpn, i), true);
            }
            return table;
        }

        private static Object readBack(TableBound bound, LeaseType type, String vpn, boolean outdated) {
            BoundTable table = new BoundTable(bound);
            RowsByRecordKey rows = new RowsByRecordKey(table, bound);
            for (int i = 0; i < ROWS; i++) {
                Fingerprint print = print(type, vpn, i);
                table.readBack(print, outdated);
                rows.put(0, recordKey(i), print);
            }
            return List.of(table, rows);
        }

        private static Object stored(TableBound bound, LeaseType type, String vpn) {
            BoundTable table = new BoundTable(bound);
            for (int i = 0; i < ROWS; i++) {
                table.readBack(print(type, vpn, i));
            }
            return table;
        }

        private static Object recent(TableBound bound, LeaseType type, String vpn, boolean stored) {
            RecentBindings recent = new RecentBindings(Long.MAX_VALUE, bound);
            for (int i = 0; i < ROWS; i++) {
                Receipt receipt = recent.see(print(type, vpn, i), true);
                if (stored) {
                    Objects.requireNonNull(receipt).settled(true);
                }
            }
            return recent;
        }

        private static Object doubts(TableBound bound) {
            Suspects suspects = new Suspects(new AddressQuestions(true, null), () -> 0, bound, Views.EAST);
            for (int i = 0; i < ROWS; i++) {
                suspects.add(
                        TableKey.of(print(LeaseType.NA, "", i)),
                        Suspects.Reason.NOT_MENTIONED,
                        new ServerTime(1_800_000_000 + i));
            }
            return suspects;
        }
    }

    @ParameterizedTest(name = "{0}, VPN {index}")
    @MethodSource("rows")
    void whatIsFreedIsNoLongerCounted(LeaseType type, String vpn) {
        MemoryBudget all = new MemoryBudget();
        TableBound bound = TableBound.of(all, Long.MAX_VALUE);
        BoundTable table = new BoundTable(bound);
        RowsByRecordKey rows = new RowsByRecordKey(table, bound);
        RecentBindings recent = new RecentBindings(Long.MAX_VALUE, bound);
        List<Fingerprint> prints = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Fingerprint print = print(type, vpn, i);
            prints.add(print);
            table.readBack(print, i % 2 == 0);
            table.see(print(type, vpn, i, i / 3), true);
            rows.put(0, recordKey(i), print);
            recent.see(print, true);
        }
        assertThat(all.held()).isGreaterThan(ROWS * 400L);

        prints.forEach(recent::forget);
        BoundTable adopting = new BoundTable(bound);
        adopting.adopt(table);
        table.clear();
        rows.clear();
        adopting.beginPass();
        adopting.takeUnseen();

        assertThat(all.held()).isLessThan(2 * 16_384).isGreaterThanOrEqualTo(0);
    }

    private static byte[] recordKey(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static Fingerprint print(LeaseType type, String vpn, int number) {
        return print(type, vpn, number, number);
    }

    /** As the mapping makes it: nothing of it is shared with another. */
    private static Fingerprint print(LeaseType type, String vpn, int number, int client) {
        String text = switch (type) {
            case V4 -> "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
            case NA, TA ->
                "2001:db8:1234:5678:9abc:def0:" + Integer.toHexString(4096 + number / 4096) + ":"
                        + Integer.toHexString(4096 + number % 4096);
            case PD ->
                "2001:db8:" + Integer.toHexString(1 + number / 4096) + ":" + Integer.toHexString(4096 + number % 4096)
                        + "::/64";
        };
        ServerTime expiry = new ServerTime(1_800_000_000L + number);
        return new Fingerprint(
                new BindingAddress(
                        type,
                        text,
                        null,
                        vpn.isEmpty() ? null : (number + 10_000) + vpn.substring(Math.min(5, vpn.length()))),
                BindingState.ACTIVE,
                number,
                expiry,
                new ServerTime(1_800_000_001L + number),
                type == LeaseType.V4 ? new ServerTime(1_800_000_002L + number) : null,
                true,
                type == LeaseType.V4 ? Details.UNKNOWN : new Details(client + 2L, 77, number),
                null);
    }
}
