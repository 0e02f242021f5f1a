package net.leasequery.systemtests.simulation;

import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.MemoryBudget;

/** The memory of a worker for tables of addresses, which all of its tasks share. */
final class TableMemory {

    /** {@code sweep.table.max.bytes}, less than a configuration may have. */
    static final long OCTETS = 64 * 1_024;

    private final MemoryBudget all = new MemoryBudget();
    private final MemoryBudget.Share others = all.share(OCTETS);
    private long roomOfAnswers = OCTETS;

    /** The bound of a task's tables. */
    TableBound ofTask() {
        return TableBound.of(all, OCTETS);
    }

    /** Room to remember changes while a bulk answer is received. */
    MemoryBudget.Share ofAnswer() {
        return all.share(Math.min(OCTETS, all.held() + roomOfAnswers));
    }

    /** Makes tasks of other connectors take all but a number of the octets. */
    void fill(long free) {
        others.set(OCTETS - free);
    }

    /** Limits the octets for changes during each bulk answer from now on; at least 1. */
    void limitAnswers(long octets) {
        roomOfAnswers = octets;
    }

    /** Ends what limits it. */
    void heal() {
        fill(OCTETS);
        limitAnswers(OCTETS);
    }
}
