package net.leasequery.systemtests.path;

import java.time.Duration;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.SchemaRegistry;

/**
 * A worker under measurement.
 *
 * @param registry for its Avro converters
 * @param exactlyOnce whether it writes records and offsets in one transaction
 */
record Worker(ConnectWorker process, SchemaRegistry registry, boolean exactlyOnce) {

    ConnectRest rest() {
        return process.rest();
    }

    String brokers() {
        return process.bootstrapServers();
    }

    /** Processor time that its process has used. */
    Duration cpu() {
        return ProcessHandle.of(process.process().pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("The worker's processor time is not known"));
    }
}
