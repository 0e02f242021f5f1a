package net.leasequery.connect;

import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.RecordBatch;
import net.leasequery.connect.sweep.TableBound;
import net.leasequery.requestor.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports to the operator that the tables of the bindings in Kafka approach or have reached their limit. */
final class TableLimitReport {

    private static final Logger LOG = LoggerFactory.getLogger(TableLimitReport.class);

    private static final String FULL = "the table of the bindings in Kafka has reached sweep.table.max.bytes and is"
            + " discarded. Until it is restarted, the task ends no missing bindings and writes every binding. Raise"
            + " the key, or the worker's heap";

    private final TableBound bound;

    TableLimitReport(TableBound bound) {
        this.bound = bound;
    }

    /** Logs what has happened since the last call. A dropped table is also reported as an event. */
    void append(DeliveryMapping mapping, RecordBatch records) {
        if (bound.takeNearlyFull()) {
            LOG.warn(
                    "The tables of the bindings in Kafka take more than four fifths of sweep.table.max.bytes ({} octets,"
                            + " for all tasks of this worker). When they reach it, a task gives its table up: it ends no"
                            + " missing bindings then. Raise the limit or the heap, or spread the tasks over more workers",
                    bound.limit());
        }
        if (bound.takeFull()) {
            records.addAll(mapping.report(new Notice.TableFull(bound.limit(), FULL)));
            LOG.warn("{} (limit {} octets)", FULL, bound.limit());
        }
    }
}
