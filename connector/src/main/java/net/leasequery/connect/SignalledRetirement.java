package net.leasequery.connect;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.readback.ReadBack;
import net.leasequery.connect.readback.ServerCensus;
import net.leasequery.connect.record.SignalAnswer;
import net.leasequery.connect.signal.Signal;
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
    private @Nullable Retirement retirement;

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
                config.followedByAllTasks(),
                config.family(),
                environment.tables().apply(config.tableBytes()));
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
        if (retirement == null && reading.step(SHORT_STEP) == ReadBack.Progress.DONE && !census.isFull()) {
            retirement = new Retirement(config, context, environment, Set.copyOf(signal.servers()), census.leased());
        }
        return retirement == null ? List.of() : retirement.step();
    }

    /** Whether there is more to do at once. */
    boolean isBusy() {
        return retirement == null || retirement.isBusy();
    }

    /** The answer to the signal, once all records were returned and Kafka has acknowledged them. */
    @Nullable
    SignalAnswer answer() {
        if (census.isFull()) {
            return SignalAnswer.refused(
                    signal.id(), "the topic shows more leases than sweep.table.max.bytes leaves room for; raise that");
        }
        Retirement retiring = retirement;
        if (retiring == null || !retiring.isFinished()) {
            return null;
        }
        return retiring.abandoned() == 0
                ? new SignalAnswer(
                        signal.id(),
                        true,
                        retiring.ended() + " leases of " + signal.servers() + " are ended",
                        retiring.ended())
                : SignalAnswer.refused(
                        signal.id(),
                        retiring.abandoned() + " leases of " + signal.servers() + " are not ended: a transform dropped"
                                + " the records that end them, or errors.tolerance=all ignored their failure; correct"
                                + " this and send the signal again");
    }

    @Override
    public void close() {
        reading.close();
        census.release();
    }
}
