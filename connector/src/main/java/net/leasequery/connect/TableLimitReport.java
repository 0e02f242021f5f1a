package net.leasequery.connect;

import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.RecordBatch;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.DhcpServer;
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
    private final DhcpServer server;

    TableLimitReport(TableBound bound, DhcpServer server) {
        this.bound = bound;
        this.server = server;
    }

    /** Logs what has happened since the last call. A dropped table is also reported as an event. */
    void append(DeliveryMapping mapping, RecordBatch records) {
        if (bound.takeNearlyFull()) {
            LOG.warn(
                    "DHCP server {}: the tables of the bindings in Kafka take more than four fifths of"
                            + " sweep.table.max.bytes ({} octets, for all tasks of this worker). When they reach the"
                            + " limit, a task discards its table: it then ends no missing bindings and writes every"
                            + " binding. Raise the limit or the heap, or spread the tasks over more workers",
                    server,
                    bound.limit());
        }
        if (bound.takeFull()) {
            records.addAll(mapping.report(new Notice.TableFull(bound.limit(), FULL)));
            LOG.warn("DHCP server {}: {} (limit {} octets)", server, FULL, bound.limit());
        }
    }
}
