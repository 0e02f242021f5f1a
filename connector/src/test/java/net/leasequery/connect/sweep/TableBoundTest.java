package net.leasequery.connect.sweep;

import static net.leasequery.connect.sweep.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Origin;
import org.junit.jupiter.api.Test;

/** A server that tells of more addresses than the tables may hold. */
class TableBoundTest {

    private static final long EXPIRY = 1_800_003_600;

    private final MemoryBudget all = new MemoryBudget();
    private final TableBound bound = TableBound.of(all, 100_000);

    @Test
    void aTableThatIsFullIsGivenUpAndEverythingIsWritten() {
        PollSweep sweep = new PollSweep(KafkaView.ofThisRun(bound), true);
        int told = 0;
        while (!bound.isFull() && told < 10_000) {
            sweep.offer(leased("192.0.2." + told++, 7, EXPIRY), Origin.POLL);
            assertThat(all.held()).isLessThan(120_000);
        }

        assertThat(told).isBetween(200, 1_000);
        assertThat(bound.takeFull()).isTrue();
        assertThat(bound.takeFull()).isFalse();
        assertThat(sweep.remembered()).isZero();
        assertThat(all.held()).isZero();
        assertThat(sweep.offer(leased("192.0.2.1", 7, EXPIRY), Origin.POLL)).isNotNull();
        assertThat(sweep.offer(leased("192.0.2.1", 7, EXPIRY), Origin.POLL)).isNotNull();
    }

    @Test
    void longNamesOfVpnsFillATableSooner() {
        BoundTable table = new BoundTable(bound, 0);
        String name = "v".repeat(250);
        int rows = 0;
        while (!bound.isFull() && rows < 10_000) {
            table.readBack(Prints.timeless(Prints.inVpn("192.0.2." + rows++, name), 7));
        }

        assertThat(rows).isBetween(100, 260);
        assertThat(table.size()).isZero();
    }

    @Test
    void theTablesOfAllTasksShareTheBound() {
        BoundTable one = new BoundTable(bound, 0);
        for (int i = 0; i < 400; i++) {
            one.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }
        assertThat(bound.isFull()).isFalse();
        TableBound other = TableBound.of(all, 100_000);
        BoundTable second = new BoundTable(other, 0);
        for (int i = 0; i < 400; i++) {
            second.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }

        assertThat(other.isFull()).isTrue();
        assertThat(one.size()).isEqualTo(400);
    }

    @Test
    void whatIsForgottenOrTakenOutMakesRoom() {
        BoundTable table = new BoundTable(bound, 0);
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
    void aTaskThatEndsGivesItsOctetsBack() {
        BoundTable table = new BoundTable(bound, 0);
        for (int i = 0; i < 200; i++) {
            table.readBack(leased("192.0.2." + i, 7, EXPIRY));
        }
        assertThat(all.held()).isPositive();

        bound.close();

        assertThat(all.held()).isZero();
    }
}
