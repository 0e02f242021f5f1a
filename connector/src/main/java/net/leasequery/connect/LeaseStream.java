package net.leasequery.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.metrics.TopicHealth;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.HeartbeatPacing;
import net.leasequery.connect.record.RecordBatch;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.SnapshotMode;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a running task: requestor, mapping, sweep, metrics. They are opened and closed together.
 *
 * <p>If the topic has to be read back, the read-back comes first, so that bindings that Kafka already has are not
 * written twice. If the first attempt fails, the server is followed anyway and the read-back continues in parallel,
 * because late records are better than none.
 */
final class LeaseStream implements AutoCloseable {

    /** Duration of a read-back step while changes may be waiting. */
    private static final Duration SHORT_STEP = Duration.ofMillis(20);

    private final LeasequeryRequestor requestor;
    private final DeliveryMapping mapping;
    private final TaskSweep sweep;
    private final Start start;
    private final Acknowledgements acknowledgements;
    private final InFlightLimit inFlight;
    private final BindingsTopic topic;
    private final @Nullable FirstTask firstTask;
    private final @Nullable TaskSignals signals;
    private final TaskMonitoring monitoring;
    private final TableLimitReport tableLimit;
    private final Clock clock;
    private final PendingReadBack readBack;
    private boolean following;
    private boolean closed;

    /**
     * How a stream starts.
     *
     * @param resumes whether it requests less than everything, and could request everything
     * @param mayLoad whether everything may be requested again
     * @param followsSoon whether it follows its server before a long read-back has ended
     * @param sweeps whether a snapshot ends the bindings missing from it
     */
    private record Start(boolean resumes, boolean mayLoad, boolean followsSoon, boolean sweeps) {}

    /** Opens a stream, which follows its server at once unless the topic has to be read back. */
    LeaseStream(
            LeasequeryConnectorConfig config,
            SourcePartition source,
            SourceOffset stored,
            boolean wholeSnapshot,
            Acknowledgements acknowledgements,
            SourceTaskContext context,
            TaskEnvironment environment) {
        DhcpServer server = config.servers().get(0);
        RequestorSettings settings = config.requestorSettings(server);
        SourceOffset from = TaskSweep.startOf(config, settings, stored);
        this.acknowledgements = acknowledgements;
        this.inFlight = InFlightLimit.of(config, acknowledgements);
        this.clock = environment.clock();
        this.start = new Start(
                TaskSweep.resumes(settings, from),
                settings.snapshotMode() != SnapshotMode.NEVER,
                TaskSweep.followsSoon(settings, from),
                TaskSweep.sweepsSnapshots(config, settings));
        this.sweep = TaskSweep.of(config, settings, source, from, wholeSnapshot, environment);
        this.tableLimit = new TableLimitReport(sweep.bound(), server);
        this.readBack = new PendingReadBack(server, sweep.readBack(), acknowledgements, environment.nanoTime());
        this.mapping = new DeliveryMapping(
                source,
                config.recordSettings(),
                sweep.sweep(),
                new HeartbeatPacing(config.heartbeatInterval(), environment.nanoTime(), acknowledgements),
                from,
                environment.clock());
        this.requestor = environment.requestors().create(settings, from.resume());
        try {
            this.firstTask = FirstTask.of(config, context, environment);
            this.signals = TaskSignals.of(config, source, from, context, environment);
            this.monitoring = TaskMonitoring.publish(
                    config,
                    source,
                    requestor::status,
                    mapping,
                    sweep,
                    acknowledgements,
                    from.resume(),
                    firstTask == null ? TopicHealth.unknown() : firstTask.health(),
                    signals,
                    context,
                    environment);
            this.topic = BindingsTopic.of(config, config.readBack(server), environment);
        } catch (RuntimeException e) {
            requestor.close();
            sweep.bound().close();
            throw e;
        }
        if (!readBack.exists()) {
            follow();
        }
    }

    /**
     * Returns the next records, in order, including a heartbeat if one is due.
     *
     * @param longestWait for the first delivery
     * @return empty if there are none, if the stream was closed, or while too many records are unacknowledged
     */
    List<SourceRecord> next(Duration longestWait) throws InterruptedException {
        if (!inFlight.awaitRoom(longestWait) || !readBack.mayBegin(longestWait) || !topic.mayBeReadBack(longestWait)) {
            return List.of();
        }
        topic.identify(mapping);
        readBack.step(isFollowing() ? shortStep(longestWait) : longestWait);
        boolean reading = readBack.isReading();
        boolean held = readBack.holdsDeliveries();
        if (mustLoadAgain()) {
            return List.of();
        }
        mapping.knowsServerChanges(serverChangesInTopic());
        if (!isFollowing()) {
            if (reading && (held || !start.followsSoon())) {
                return List.of();
            }
            follow();
        } else if (held) {
            return List.of();
        }
        List<SourceRecord> ofAllTasks = firstTask == null || reading ? List.of() : firstTask.step();
        List<SourceRecord> signalled = signals == null || reading ? List.of() : signals.step(mapping, requestor);
        if (signalledRestart() != null) {
            List<SourceRecord> before = new ArrayList<>(ofAllTasks);
            before.addAll(signalled);
            return handedOver(before);
        }
        boolean busy = reading || !signalled.isEmpty() || isBusyForAllTasks();
        List<Delivery> deliveries = requestor.poll(busy ? shortStep(longestWait) : longestWait);
        if (signals != null) {
            deliveries = signals.passing(deliveries);
        }
        monitoring.received(deliveries);
        RecordBatch records = mapping.map(deliveries);
        records.addFirst(signalled);
        records.addFirst(ofAllTasks);
        tableLimit.append(mapping, records);
        return handedOver(records);
    }

    private List<SourceRecord> handedOver(List<SourceRecord> records) {
        monitoring.handedOver(records);
        acknowledgements.handedOver(records.size());
        Question question = sweep.sweep().question(clock.instant());
        if (question != null) {
            requestor.ask(question);
        }
        return records;
    }

    private boolean isBusyForAllTasks() {
        return (firstTask != null && firstTask.isBusy()) || (signals != null && signals.isBusy());
    }

    /** How to start again because of a signal; null if no signal requires it. */
    TaskSignals.@Nullable Restart signalledRestart() {
        return signals == null ? null : signals.restart();
    }

    /** Returns the event that answers the signal for which this stream was opened. */
    List<SourceRecord> tellOfSignal(TaskSignals.Restart restart) {
        return handedOver(new ArrayList<>(
                List.of(mapping.answer(signals == null ? restart.answer() : signals.restarted(restart)))));
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    /** Whether Kafka has lost bindings that it had acknowledged, since the last call. */
    boolean hasLostBindings() {
        return topic.hasLostBindings(acknowledgements);
    }

    /** Whether the last snapshot could not end the bindings missing from it, and another snapshot can. */
    boolean owesSweep() {
        return start.sweeps() && sweep.sweep().needsSnapshot();
    }

    /** Whether the topic is being read back, or bindings are being loaded in addition to the stream of changes. */
    boolean isLoading() {
        return readBack.isUnfinished() || mapping.offsets().newest().resume().gap() != null;
    }

    /** The offset to continue from. */
    SourceOffset newest() {
        return mapping.offsets().newest();
    }

    /** The offset to start from so that everything is loaded again. */
    SourceOffset fromTheBeginning(boolean polled) {
        return mapping.offsets().newest().withSnapshotForKeys(polled).inTopic(null);
    }

    /** Returns the event that the bindings topic was created again. */
    List<SourceRecord> tellOfLoss() {
        return handedOver(topic.loss(mapping));
    }

    /**
     * Takes the outcome of a record that {@link #next} returned; safe to call from any thread.
     *
     * @param metadata where Kafka stored it; null if it was not stored
     */
    void answered(SourceRecord record, @Nullable RecordMetadata metadata) {
        topic.stored(record, metadata);
        acknowledgements.answered(record, metadata);
    }

    /**
     * Whether Kafka shows a state that only a snapshot can repair and that was not known when this stream was opened:
     * outdated keys, or records of another server or of a retirement that the offset does not know because the worker
     * was killed before it stored their offset. Once true, {@link #next} returns no records, and this stream has to be
     * replaced by one that owes a snapshot.
     */
    boolean mustLoadAgain() {
        return (start.resumes() && hasOutdatedKeys())
                || (start.mayLoad()
                        && serverChangesInTopic() > mapping.offsets().newest().serverChanges());
    }

    /** Whether Kafka shows bindings under keys of an earlier version, which are about to be ended. */
    boolean hasOutdatedKeys() {
        return readBack.foundOutdatedKeys();
    }

    /** How often the server had changed when the newest record that was read back was created. */
    long serverChangesInTopic() {
        return readBack.serverChanges();
    }

    private static Duration shortStep(Duration longestWait) {
        return longestWait.compareTo(SHORT_STEP) < 0 ? longestWait : SHORT_STEP;
    }

    private synchronized boolean isFollowing() {
        return following;
    }

    private synchronized void follow() {
        following = true;
        if (!closed) {
            requestor.start();
        }
    }

    /** Thread-safe; wakes {@link #next}. */
    @Override
    public synchronized void close() {
        // All are closed, the last one first, even if Kafka's consumer fails to close on an interrupted thread.
        try (monitoring;
                topic;
                signals;
                firstTask;
                sweep;
                requestor;
                readBack) {
            closed = true;
        }
    }
}
