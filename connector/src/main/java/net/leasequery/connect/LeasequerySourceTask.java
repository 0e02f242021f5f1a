package net.leasequery.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.OffsetScope;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.offset.UnreadableOffsetException;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.QueryMode;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the bindings of one DHCP server to Kafka. If the server does not answer, the task does not fail: it reports
 * this, retries, and can still be stopped. {@link #stop} may be called from any thread, also while {@link #poll} waits.
 */
public final class LeasequerySourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(LeasequerySourceTask.class);

    private final TaskEnvironment environment;
    private final SnapshotRetry snapshotRetry;
    private volatile @Nullable LeaseStream stream;
    private @Nullable DhcpServer server;
    private @Nullable Start start;
    private @Nullable SourceOffset fromTheStart;
    private boolean polled;

    /** Starts to follow the server of this task. */
    private interface Start {
        LeaseStream from(SourceOffset offset, boolean wholeSnapshot, Acknowledgements acknowledgements);
    }

    /** Called by Kafka Connect. */
    public LeasequerySourceTask() {
        this(TaskEnvironment.system());
    }

    /** A task in an environment that may be simulated. */
    public LeasequerySourceTask(TaskEnvironment environment) {
        this.environment = environment;
        this.snapshotRetry = new SnapshotRetry(environment.nanoTime());
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    /**
     * Starts to follow the server, and returns without waiting for it.
     *
     * @throws UnreadableOffsetException if the stored offset was written by a later version or is damaged
     */
    @Override
    public synchronized void start(Map<String, String> given) {
        LeasequeryConnectorConfig config = new LeasequeryConnectorConfig(given);
        if (config.servers().size() != 1) {
            throw new ConnectException("A task follows one server, not " + config.servers());
        }
        DhcpServer followed = config.servers().get(0);
        server = followed;
        SourcePartition source = new SourcePartition(followed.name(), config.family());
        SourceOffset stored = new OffsetFormat(source.family())
                .read(context.offsetStorageReader().offset(source.toMap()));
        LOG.info("DHCP server {}: starting from {}", followed, stored.resume());
        String heapWarning = config.heapWarning();
        if (heapWarning != null) {
            LOG.warn("DHCP server {}: {}", followed, heapWarning);
        }
        SourceOffset from = startingFrom(stored, config.scope(), followed);
        polled = config.requestorSettings(followed).queryMode() == QueryMode.BULK;
        fromTheStart = from;
        start = (offset, wholeSnapshot, acknowledgements) ->
                new LeaseStream(config, source, offset, wholeSnapshot, acknowledgements, context, environment);
        stream = start.from(from, false, new Acknowledgements());
    }

    private static SourceOffset startingFrom(SourceOffset stored, OffsetScope scope, DhcpServer server) {
        if (!stored.speaksFor(scope)) {
            LOG.warn(
                    "DHCP server {}: the stored offset applies to {}, but the connector is now configured for {}. All"
                            + " bindings of the server are loaded again, unless snapshot.mode=never",
                    server,
                    stored.scope(),
                    scope);
        }
        return stored.adoptedBy(scope);
    }

    /** Returns the next records; null if there were none for half a second or the task was stopped. */
    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        LeaseStream open = stream;
        if (open == null) {
            return null;
        }
        List<SourceRecord> records = open.next(environment.longestPoll());
        if (open.mustLoadAgain()) {
            startAgainWithSnapshot(open);
        } else if (open.hasLostBindings()) {
            records = new ArrayList<>(records);
            records.addAll(startAgainForTopic(open));
        } else if (open.signalledRestart() != null) {
            records = new ArrayList<>(records);
            records.addAll(startAgainForSignal(open, Objects.requireNonNull(open.signalledRestart())));
        } else if (snapshotRetry.isDue(open.owesSweep(), open.isLoading())) {
            startAgainForSweep(open);
        }
        return records.isEmpty() ? null : records;
    }

    /** Does nothing if the task was stopped meanwhile. */
    private synchronized void startAgainWithSnapshot(LeaseStream before) {
        if (stream == before) {
            if (before.hasOutdatedKeys()) {
                LOG.warn(
                        "DHCP server {}: the bindings topic contains keys of an earlier version, which wrote VPNs in"
                                + " another form. Their bindings are ended, and all bindings of the server are loaded"
                                + " again under the new keys",
                        server);
            } else {
                LOG.warn(
                        "DHCP server {}: another server answered under this name, or the name was retired, and the"
                                + " worker was killed before it stored the offset of those records. All bindings of"
                                + " the server are loaded again",
                        server);
            }
            SourceOffset from = Objects.requireNonNull(fromTheStart)
                    .withSnapshotForKeys(polled)
                    .withSignals(before.newest().signals());
            startAgain(before, from.afterServerChanges(before.serverChangesInTopic()), false);
        }
    }

    /** Returns the event TOPIC_RECREATED; empty if the task was stopped meanwhile. */
    private synchronized List<SourceRecord> startAgainForTopic(LeaseStream before) {
        if (stream != before) {
            return List.of();
        }
        LOG.warn(
                "DHCP server {}: the bindings topic was deleted and created again. All bindings of the server are loaded"
                        + " again",
                server);
        return startAgain(before, before.fromTheBeginning(polled), false).tellOfLoss();
    }

    /** Does nothing if the task was stopped meanwhile. */
    private synchronized void startAgainForSweep(LeaseStream before) {
        if (stream == before) {
            LOG.info(
                    "DHCP server {}: the last snapshot could not end the bindings that it lacked. All bindings are loaded"
                            + " again",
                    server);
            startAgain(before, before.newest().withSnapshotForSweep(), false);
        }
    }

    /**
     * Returns the event that answers the signal; empty if the task was stopped meanwhile, in which case the signal is
     * read again.
     */
    private synchronized List<SourceRecord> startAgainForSignal(LeaseStream before, TaskSignals.Restart restart) {
        return stream == before
                ? startAgain(before, restart.from(), restart.whole()).tellOfSignal(restart)
                : List.of();
    }

    private LeaseStream startAgain(LeaseStream before, SourceOffset from, boolean wholeSnapshot) {
        before.close();
        LeaseStream next = Objects.requireNonNull(start).from(from, wholeSnapshot, before.acknowledgements());
        stream = next;
        return next;
    }

    /** Takes the outcome of a record. Called on the thread of the worker's producer, also after {@link #stop}. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        LeaseStream open = stream;
        if (open != null) {
            open.answered(record, metadata);
        }
    }

    /** Called by Kafka Connect after it has committed: with exactly-once delivery on the polling thread. */
    @Override
    public void commit() {
        LeaseStream open = stream;
        if (open != null) {
            open.acknowledgements().committed();
        }
    }

    /** Closes the connection and stops all threads, within a second. Does nothing when called again. */
    @Override
    public synchronized void stop() {
        LeaseStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
