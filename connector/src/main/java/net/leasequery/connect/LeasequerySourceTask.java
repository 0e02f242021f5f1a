package net.leasequery.connect;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.OffsetScope;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.offset.UnreadableOffsetException;
import net.leasequery.requestor.settings.DhcpServer;
import net.leasequery.requestor.settings.QueryMode;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the bindings of one DHCP server to Kafka. A server that does not answer does not fail the
 * task: it reports, retries and stays stoppable. {@link #stop} may be called from any thread, also
 * while {@link #poll} waits.
 */
public final class LeasequerySourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(LeasequerySourceTask.class);

    private final TaskEnvironment environment;
    private volatile @Nullable LeaseStream stream;
    private Supplier<LeaseStream> reopening = () -> {
        throw new IllegalStateException("the task was not started");
    };

    /** For Kafka Connect. */
    public LeasequerySourceTask() {
        this(TaskEnvironment.system());
    }

    /** A task on a machine that may be simulated. */
    public LeasequerySourceTask(TaskEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    /**
     * Begins to follow the server and returns without waiting for it.
     *
     * @throws UnreadableOffsetException if the stored offset was written by a later version or is damaged
     */
    @Override
    public synchronized void start(Map<String, String> given) {
        LeasequeryConnectorConfig config = new LeasequeryConnectorConfig(given);
        if (config.servers().size() != 1) {
            throw new ConnectException("A task follows one server, not " + config.servers());
        }
        DhcpServer server = config.servers().get(0);
        SourcePartition source = new SourcePartition(server.name(), config.family());
        SourceOffset stored = new OffsetFormat(source.family())
                .read(context.offsetStorageReader().offset(source.toMap()));
        LOG.info("Following {} from {}", server, stored.resume());
        SourceOffset from = startingFrom(stored, config.scope(), server);
        stream = LeaseStream.open(config, source, from, context, environment);
        reopening = () -> {
            LOG.warn(
                    "Kafka shows bindings of DHCP server {} under keys of an earlier version, which wrote their VPN"
                            + " otherwise. They are ended, and all bindings of the server are loaded again under"
                            + " their new keys",
                    server);
            boolean polled = config.requestorSettings(server).queryMode() == QueryMode.BULK;
            return LeaseStream.open(config, source, from.withSnapshotForKeys(polled), context, environment);
        };
    }

    private static SourceOffset startingFrom(SourceOffset stored, OffsetScope scope, DhcpServer server) {
        if (!stored.speaksFor(scope)) {
            LOG.warn(
                    "The stored offset of DHCP server {} is of {}, and this connector now writes {}. All bindings of"
                            + " the server are loaded again, unless snapshot.mode=never",
                    server,
                    stored.scope(),
                    scope);
        }
        return stored.adoptedBy(scope);
    }

    /** The next records; null if there was nothing for half a second or the task was stopped. */
    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        LeaseStream open = stream;
        if (open == null) {
            return null;
        }
        List<SourceRecord> records = open.next(environment.longestPoll());
        if (open.mustLoadAgain()) {
            replace(open);
        }
        return records.isEmpty() ? null : records;
    }

    /** Unless the task was stopped meanwhile. */
    private synchronized void replace(LeaseStream open) {
        if (stream == open) {
            open.close();
            stream = reopening.get();
        }
    }

    /** Takes note of what became of a record; on the thread of the worker's producer, also after {@link #stop}. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        LeaseStream open = stream;
        if (open != null) {
            open.answered(record, metadata);
        }
    }

    /** Closes the connection and ends all threads, within a second. Does nothing when called again. */
    @Override
    public synchronized void stop() {
        LeaseStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
