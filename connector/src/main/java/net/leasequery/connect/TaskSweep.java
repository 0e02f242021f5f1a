package net.leasequery.connect;

import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.readback.ReadBack;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.connect.sweep.AddressQuestions;
import net.leasequery.connect.sweep.Coverage;
import net.leasequery.connect.sweep.PollSweep;
import net.leasequery.connect.sweep.RepeatFilter;
import net.leasequery.connect.sweep.SnapshotSweep;
import net.leasequery.connect.sweep.StreamSweep;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.sweep.WholeLoad;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that a task needs in order to end bindings that its server no longer has.
 *
 * @param readBack to be done first; null if no topic is read back, or no bootstrap servers are configured
 * @param bound of the tables; closed with the task
 */
record TaskSweep(Sweep sweep, @Nullable ReadBack readBack, TableBound bound) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskSweep.class);

    /**
     * Returns the offset at which a task starts: the stored one, but with a snapshot owed if a sweep is owed that a
     * snapshot can settle now.
     */
    static SourceOffset startOf(LeasequeryConnectorConfig config, RequestorSettings settings, SourceOffset stored) {
        return stored.sweepOwed() && sweepsSnapshots(config, settings) ? stored.withSnapshotForSweep() : stored;
    }

    /** Whether a snapshot can be requested and can end the bindings missing from it. */
    static boolean sweepsSnapshots(LeasequeryConnectorConfig config, RequestorSettings settings) {
        return config.sweeps()
                && config.readBack(settings.server()) != null
                && settings.queryMode() == QueryMode.ACTIVE
                && settings.snapshotMode() != SnapshotMode.NEVER;
    }

    /** Creates the sweep for this configuration and a start from {@code from}. */
    static TaskSweep of(
            LeasequeryConnectorConfig config,
            RequestorSettings settings,
            SourcePartition source,
            SourceOffset from,
            TaskEnvironment environment) {
        return of(config, settings, source, from, false, environment);
    }

    /**
     * The same.
     *
     * @param whole whether an operator wants every binding of the first snapshot
     */
    static TaskSweep of(
            LeasequeryConnectorConfig config,
            RequestorSettings settings,
            SourcePartition source,
            SourceOffset from,
            boolean whole,
            TaskEnvironment environment) {
        TableBound bound = environment.tables().apply(config.tableBytes());
        ReadBackSettings topic = config.sweeps() ? config.readBack(settings.server()) : null;
        WholeLoad load =
                new WholeLoad(whole || neverLoaded(from.resume()) || settings.snapshotMode() == SnapshotMode.ALWAYS);
        return switch (settings.queryMode()) {
            case BULK -> ofPolls(config, topic, settings, source, environment, bound);
            case ACTIVE ->
                settings.family() == DhcpFamily.IPV6 && config.sweeps()
                        ? ofStream(topic, settings, source, from, load, environment, bound)
                        : ofSnapshot(topic, settings, source, from, load, environment, bound);
        };
    }

    /** A gap with a start means that a snapshot was loaded before. */
    private static boolean neverLoaded(ResumeState from) {
        return from.position() == null && (from.gap() == null || from.gap().isSnapshot());
    }

    private static TaskSweep ofPolls(
            LeasequeryConnectorConfig config,
            @Nullable ReadBackSettings topic,
            RequestorSettings settings,
            SourcePartition source,
            TaskEnvironment environment,
            TableBound bound) {
        if (topic != null) {
            KafkaView view = KafkaView.toBeReadBack(bound, settings.server());
            return new TaskSweep(
                    new PollSweep(view, true, settings.vpn(), environment.nanoTime()),
                    readBack(source, topic, view, environment),
                    bound);
        }
        if (config.sweeps()) {
            LOG.warn(
                    "DHCP server {}: sweep.bootstrap.servers is not set. The first poll writes every binding once more, and"
                            + " bindings that ended while this task was not running are never ended in Kafka",
                    settings.server());
        }
        return new TaskSweep(
                new PollSweep(
                        KafkaView.ofThisRun(bound, settings.server()),
                        config.sweeps(),
                        settings.vpn(),
                        environment.nanoTime()),
                null,
                bound);
    }

    /** DHCPv6 reports few ends, so the table is kept as long as the task runs. */
    private static TaskSweep ofStream(
            @Nullable ReadBackSettings topic,
            RequestorSettings settings,
            SourcePartition source,
            SourceOffset from,
            WholeLoad whole,
            TaskEnvironment environment,
            TableBound bound) {
        if (topic != null) {
            KafkaView view = KafkaView.toBeReadBack(bound, settings.server());
            return new TaskSweep(
                    streamSweep(view, settings, from, whole, environment),
                    readBack(source, topic, view, environment),
                    bound);
        }
        LOG.warn(
                "DHCP server {}: sweep.bootstrap.servers is not set. Leases that expire or end while this task is not"
                        + " running are never ended in Kafka",
                settings.server());
        return new TaskSweep(
                streamSweep(KafkaView.ofThisRun(bound, settings.server()), settings, from, whole, environment),
                null,
                bound);
    }

    private static StreamSweep streamSweep(
            KafkaView view,
            RequestorSettings settings,
            SourceOffset from,
            WholeLoad whole,
            TaskEnvironment environment) {
        AddressQuestions questions =
                new AddressQuestions(settings.snapshotMode() != SnapshotMode.NEVER, settings.vpn());
        StreamSweep sweep = new StreamSweep(
                view,
                Coverage.of(settings.bulkQueries(), settings.vpn()),
                whole,
                questions,
                from.resume().position(),
                environment.nanoTime());
        if (from.serverChanges() > 0 && owesSnapshot(settings, from.resume())) {
            sweep.beginAfterAnotherServer();
        }
        if (settings.snapshotMode() == SnapshotMode.NEVER && (from.resume().isBlank() || from.sweepOwed())) {
            sweep.beginAfterUnknownChanges();
        }
        return sweep;
    }

    /**
     * Only a snapshot of all addresses shows by omission that an address is not leased. A task that resumes reads back
     * as well, because the server repeats changes since the stored offset that Kafka may already have.
     */
    private static TaskSweep ofSnapshot(
            @Nullable ReadBackSettings topic,
            RequestorSettings settings,
            SourcePartition source,
            SourceOffset from,
            WholeLoad whole,
            TaskEnvironment environment,
            TableBound bound) {
        if (topic == null) {
            return new TaskSweep(new RepeatFilter(Sweep.none(), whole, bound), null, bound);
        }
        KafkaView view = KafkaView.toBeReadBack(bound, settings.server());
        if (!owesSnapshot(settings, from.resume()) && from.resume().isBlank()) {
            // Nothing is repeated at the start. The topic is read back if a gap or a snapshot comes.
            view.drop();
        }
        boolean ends = settings.snapshotMode() != SnapshotMode.NEVER
                && settings.bulkQueries().contains(new BulkQuery.All());
        SnapshotSweep sweep = ends
                ? new SnapshotSweep(view, whole, settings.vpn(), environment.nanoTime())
                : SnapshotSweep.ofSomeAddresses(view, whole, environment.nanoTime());
        return new TaskSweep(RepeatFilter.of(sweep, view, whole), readBack(source, topic, view, environment), bound);
    }

    private static ReadBack readBack(
            SourcePartition source, ReadBackSettings topic, KafkaView view, TaskEnvironment environment) {
        return new ReadBack(source, topic, environment.consumers(), view, environment.nanoTime());
    }

    /** Whether a task that starts at this offset requests less than everything, and could request everything. */
    static boolean resumes(RequestorSettings settings, SourceOffset start) {
        return settings.snapshotMode() != SnapshotMode.NEVER && !owesSnapshot(settings, start.resume());
    }

    /**
     * Whether a task follows its server before a long read-back of the topic has ended: DHCPv4 streams report every
     * end, so the read-back only avoids repeated records.
     */
    static boolean followsSoon(RequestorSettings settings, SourceOffset start) {
        return settings.family() == DhcpFamily.IPV4
                && settings.queryMode() == QueryMode.ACTIVE
                && !owesSnapshot(settings, start.resume());
    }

    private static boolean owesSnapshot(RequestorSettings settings, ResumeState from) {
        boolean owed = from.gap() != null && from.gap().isSnapshot();
        return switch (settings.snapshotMode()) {
            case ALWAYS -> true;
            case INITIAL, WHEN_NEEDED -> owed || from.isBlank();
            case NEVER -> false;
        };
    }

    /** Gives the room of the tables back. Safe to call from any thread. */
    @Override
    public void close() {
        bound.close();
    }
}
