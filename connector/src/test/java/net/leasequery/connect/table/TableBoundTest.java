package net.leasequery.connect.table;

import static net.leasequery.connect.table.Prints.leased;
import static net.leasequery.connect.table.Prints.leasedIpv6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import net.leasequery.connect.readback.ServerCensus;
import net.leasequery.connect.sweep.PollSweep;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that reports more addresses than the tables may hold. */
class TableBoundTest {

    private static final long EXPIRY = 1_800_003_600;

    private final MemoryBudget all = new MemoryBudget();
    private final TableBound bound = TableBound.of(all, 100_000);

    @Test
    void aTableThatIsFullIsGivenUpAndEverythingIsWritten() {
        PollSweep sweep = new PollSweep(Views.ofThisRun(bound), true, null, System::nanoTime);
        int reported = 0;
        while (!bound.isFull() && reported < 10_000) {
            sweep.offer(leased("192.0.2." + reported++, 7, EXPIRY), Origin.POLL);
            assertThat(all.held()).isLessThan(120_000);
        }

        assertThat(reported).isBetween(200, 1_000);
        assertThat(bound.takeFull()).isTrue();
        assertThat(bound.takeFull()).isFalse();
        assertThat(sweep.remembered()).isZero();
        assertThat(all.held()).isZero();
        assertThat(sweep.offer(leased("192.0.2.1", 7, EXPIRY), Origin.POLL)).isNotNull();
        assertThat(sweep.offer(leased("192.0.2.1", 7, EXPIRY), Origin.POLL)).isNotNull();
    }

    @Test
    void aTableThatIsNearlyFullIsReportedOnceBeforeItIsGivenUp() {
        BoundTable table = new BoundTable(bound);
        int rows = 0;
        while (!bound.takeNearlyFull() && rows < 10_000) {
            table.readBack(leased("192.0.2." + rows++, 7, EXPIRY));
        }

        assertThat(bound.isFull()).isFalse();
        assertThat(all.held()).isBetween(80_000L, 100_000L);
        table.readBack(leased("192.0.2." + rows, 7, EXPIRY));
        assertThat(bound.takeNearlyFull()).isFalse();
    }

    @Test
    void longNamesOfVpnsFillATableSooner() {
        BoundTable table = new BoundTable(bound);
        String name = "v".repeat(250);
        int rows = 0;
        while (!bound.isFull() && rows < 10_000) {
            table.readBack(Prints.timeless(Prints.inVpn("192.0.2." + rows++, name), 7));
        }

        assertThat(rows).isBetween(100, 280);
        assertThat(table.size()).isZero();
    }

    @Test
    void theTablesOfAllTasksShareTheBound() {
        BoundTable one = new BoundTable(bound);
        for (int i = 0; i < 600; i++) {
            one.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }
        assertThat(bound.isFull()).isFalse();
        TableBound other = TableBound.of(all, 100_000);
        BoundTable second = new BoundTable(other);
        for (int i = 0; i < 600; i++) {
            second.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }

        assertThat(other.isFull()).isTrue();
        assertThat(one.size()).isEqualTo(600);
    }

    @Test
    void whatIsForgottenOrTakenOutMakesRoom() {
        BoundTable table = new BoundTable(bound);
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 100; i++) {
                table.readBack(leased("192.0.2." + i, 7, EXPIRY));
            }
            table.forget(leased("192.0.2.0", 7, EXPIRY));
            assertThat(table.takeUnseen()).hasSize(99);
        }

        assertThat(bound.isFull()).isFalse();
    }

    @Test
    void aTableThatWasFullTakesNoTimeForWhatFollows() {
        TableBound large = TableBound.of(all, 200_000_000);
        BoundTable table = new BoundTable(large);
        for (int i = 0; !large.isFull(); i++) {
            table.readBack(leased("10." + i, 7, EXPIRY));
        }

        // Clearing a table of a million places each time took an hour.
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 500_000; i++) {
                table.see(leased("10." + i, 7, EXPIRY), false);
            }
        });
        assertThat(table.size()).isZero();
    }

    @Test
    void recordsOfOneAddressUnderEndlessKeysFillTheAccount() {
        BoundTable table = new BoundTable(bound);
        RowsByRecordKey rows = new RowsByRecordKey(table, bound);
        Fingerprint one = leased("192.0.2.1", 7, EXPIRY);
        int reported = 0;
        while (!bound.isFull() && reported < 10_000) {
            table.readBack(one);
            rows.put(0, new byte[] {(byte) reported, (byte) (reported++ >> 8)}, one);
        }

        assertThat(reported).isBetween(500, 7_000);
        assertThat(all.held()).isZero();
    }

    @Test
    void recordsOfEndlessServersFillTheAccount() {
        ServerCensus census = new ServerCensus(Set.of("east"), DhcpFamily.IPV4, bound);
        int reported = 0;
        while (!bound.isFull() && reported < 10_000) {
            census.take(
                    new FingerprintHeader.Content("s" + reported++, "ipv4", leased("192.0.2.1", 7, EXPIRY)),
                    0,
                    new byte[1]);
        }
        census.complete();

        assertThat(reported).isBetween(20, 500);
        assertThat(census.isFull()).isTrue();
        assertThat(census.leased()).isEmpty();
        assertThat(all.held()).isZero();
    }

    @Test
    void aCensusThatIsOverHoldsNothing() {
        ServerCensus census = new ServerCensus(Set.of("east"), DhcpFamily.IPV4, bound);
        for (int i = 0; i < 100; i++) {
            census.take(
                    new FingerprintHeader.Content("west", "ipv4", leased("192.0.2." + i, 7, EXPIRY)),
                    0,
                    new byte[] {(byte) i});
        }
        census.complete();
        assertThat(census.leased().get("west")).hasSize(100);

        census.release();

        assertThat(census.leased()).isEmpty();
        assertThat(all.held()).isZero();
    }

    @Test
    void whatCanBeDoneWithoutGivesUpNothing() {
        BoundTable table = new BoundTable(bound);
        for (int i = 0; i < 600; i++) {
            table.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }
        RecentBindings recent = new RecentBindings(Long.MAX_VALUE, bound);
        for (int i = 0; i < 10_000; i++) {
            recent.see(leased("198.51.100." + i, 7, EXPIRY), false);
            assertThat(all.held()).isLessThan(120_000);
        }

        assertThat(recent.size()).isBetween(1, 200);
        assertThat(bound.isFull()).isFalse();
        assertThat(table.size()).isEqualTo(600);
    }

    @Test
    void aClientWithEndlessAddressesCostsNoMoreThanAnyOther() {
        ClientIndex clients = new ClientIndex();
        int octets = 0;
        for (int i = 0; i < 200_000; i++) {
            octets += clients.add(7, "2001:db8::" + Integer.toHexString(i));
        }
        assertThat(clients.keysOf(7)).hasSize(ClientIndex.MOST_KEYS);
        for (int i = 0; i < 200_000; i++) {
            octets -= clients.remove(7, "2001:db8::" + Integer.toHexString(i));
        }

        assertThat(octets).isZero();
        assertThat(clients.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(DhcpFamily.class)
    void aMillionAddressesAreReadBackIntoHalfOfAHeapOf160Mebibytes(DhcpFamily family) {
        // A quarter of both: nothing in it depends on the number.
        int addresses = 250_000;
        TableBound half = TableBound.of(all, 20L << 20);
        BoundTable table = new BoundTable(half);
        RowsByRecordKey rows = new RowsByRecordKey(table, half);
        for (int i = 0; i < addresses; i++) {
            Fingerprint row = family == DhcpFamily.IPV4
                    ? leased("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 7, EXPIRY + i)
                    : leasedIpv6(ipv6(i), i + 1, EXPIRY + i);
            table.readBack(row);
            rows.put(0, new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}, row);
        }

        assertThat(half.isFull()).isFalse();
        assertThat(table.size()).isEqualTo(addresses);
        assertThat(rows.remove(0, new byte[] {0, 1, 2}))
                .isEqualTo(family == DhcpFamily.IPV4 ? "10.0.1.2" : ipv6(0x102));
        assertThat(table.takeUnseen()).hasSize(addresses);
        rows.clear();
        assertThat(all.held()).isLessThan(16_384);
    }

    @Test
    void aTaskThatEndsGivesItsOctetsBack() {
        BoundTable table = new BoundTable(bound);
        for (int i = 0; i < 600; i++) {
            table.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }
        assertThat(all.held()).isPositive();

        bound.close();

        assertThat(all.held()).isZero();
    }

    private static String ipv6(int number) {
        return "2001:db8::" + Integer.toHexString(1 + (number >> 12)) + ":"
                + Integer.toHexString(0x1000 + (number & 0xfff));
    }
}
