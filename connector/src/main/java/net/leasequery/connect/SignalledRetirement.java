package net.leasequery.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.record.SignalAnswer;
import net.leasequery.connect.signal.Signal;
import net.leasequery.connect.sweep.Fingerprint;
import net.leasequery.connect.sweep.ReadBack;
import net.leasequery.connect.sweep.ServerCensus;
import net.leasequery.connect.sweep.TableBound;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends the bindings in Kafka of servers that a signal names and that are not followed. {@link #step} is for one thread;
 * {@link #close} may be called from any thread.
 */
final class SignalledRetirement implements AutoCloseable {

    private static final Duration SHORT_STEP = Duration.ofMillis(20);

    private final Signal signal;
    private final SignalPosition after;
    private final LeasequeryConnectorConfig config;
    private final SourceTaskContext context;
    private final TaskEnvironment environment;
    private final ServerCensus census;
    private final ReadBack reading;
    private @Nullable Iterator<SourceRecord> records;
    private long leases;

    SignalledRetirement(
            Signal signal,
            SignalPosition after,
            LeasequeryConnectorConfig config,
            SourceTaskContext context,
            TaskEnvironment environment) {
        this.signal = signal;
        this.after = after;
        this.config = config;
        this.context = context;
        this.environment = environment;
        this.census = new ServerCensus(
                config.followedByAllTasks(), config.family(), TableBound.ofAllTasks(config.tableBytes()));
        this.reading = new ReadBack(
                census,
                Objects.requireNonNull(config.census(), "signal.topic needs sweep.bootstrap.servers"),
                environment.consumers(),
                environment.nanoTime());
    }

    /** Position after the signal is carried out. */
    SignalPosition after() {
        return after;
    }

    /** Continues for a short while. Returns at most one batch of records. */
    List<SourceRecord> step() {
        if (records == null && reading.step(SHORT_STEP) == ReadBack.Progress.DONE && !census.isFull()) {
            Map<String, List<Fingerprint>> leased = census.leased();
            leases = signal.servers().stream()
                    .distinct()
                    .mapToLong(server -> leased.getOrDefault(server, List.of()).size())
                    .sum();
            records = signal.servers().stream()
                    .distinct()
                    .flatMap(server -> FirstTask.retire(
                            config, context, environment.clock(), server, leased.getOrDefault(server, List.of())))
                    .iterator();
        }
        List<SourceRecord> batch = new ArrayList<>();
        while (records != null && records.hasNext() && batch.size() < config.maxBatchSize()) {
            batch.add(records.next());
        }
        return batch;
    }

    /** The answer to the signal, once all records were returned. */
    @Nullable
    SignalAnswer answer() {
        if (census.isFull()) {
            return SignalAnswer.refused(
                    signal.id(), "the topic shows more leases than sweep.table.max.bytes leaves room for; raise that");
        }
        return records == null || records.hasNext()
                ? null
                : new SignalAnswer(signal.id(), true, leases + " leases of " + signal.servers() + " are ended", leases);
    }

    @Override
    public void close() {
        reading.close();
        census.release();
    }
}
