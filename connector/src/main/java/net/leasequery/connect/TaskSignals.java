package net.leasequery.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.connect.readback.SignalRecords;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.SignalAnswer;
import net.leasequery.connect.signal.MalformedSignalException;
import net.leasequery.connect.signal.Signal;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.SnapshotMode;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the signals for one task, one after the other. The offset that marks a signal as carried out also holds
 * what is owed because of it, so the signal is carried out once, whenever and whatever crashes. The first task carries
 * out signals that concern no single server. {@link #close} may be called from any thread, the rest is for one thread.
 */
final class TaskSignals implements AutoCloseable {

    /**
     * The stream must be opened again.
     *
     * @param from offset to start from
     * @param whole whether every binding of the snapshot is written
     * @param answer to be given by the new stream, whose offset contains everything owed
     */
    record Restart(SourceOffset from, boolean whole, SignalAnswer answer) {}

    private static final Logger LOG = LoggerFactory.getLogger(TaskSignals.class);

    private final LeasequeryConnectorConfig config;
    private final RequestorSettings settings;
    private final SourcePartition source;
    private final SourceTaskContext context;
    private final TaskEnvironment environment;
    private final SignalRecords received;
    private final Set<String> followed;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private boolean positioned;
    private @Nullable PartialSnapshot partial;
    private volatile @Nullable SignalledRetirement retirement;
    private @Nullable Restart restart;

    private TaskSignals(
            LeasequeryConnectorConfig config,
            ReadBackSettings topic,
            SourcePartition source,
            SourceOffset start,
            SourceTaskContext context,
            TaskEnvironment environment) {
        this.config = config;
        this.settings = config.requestorSettings(config.servers().get(0));
        this.source = source;
        this.context = context;
        this.environment = environment;
        this.followed = config.followedByAllTasks();
        this.positioned = start.signals() != null;
        this.received = new SignalRecords(
                topic, environment.consumers(), config.connectorName(), start.signals(), environment.nanoTime());
    }

    /** Returns the signals of a task that starts at this offset; null without {@code signal.topic}. */
    static @Nullable TaskSignals of(
            LeasequeryConnectorConfig config,
            SourcePartition source,
            SourceOffset start,
            SourceTaskContext context,
            TaskEnvironment environment) {
        ReadBackSettings topic = config.signals(config.servers().get(0));
        return topic == null ? null : new TaskSignals(config, topic, source, start, context, environment);
    }

    /** Continues for a short while, and returns the resulting records. */
    List<SourceRecord> step(DeliveryMapping mapping, LeasequeryRequestor requestor) {
        List<SourceRecord> records = new ArrayList<>();
        PartialSnapshot asking = partial;
        SignalledRetirement retiring = retirement;
        if (asking != null) {
            SignalAnswer answer = asking.step(requestor);
            if (answer != null) {
                partial = null;
                answer(answer, asking.after(), mapping, records);
            }
        } else if (retiring != null) {
            records.addAll(retiring.step());
            SignalAnswer answer = retiring.answer();
            if (answer != null) {
                retirement = null;
                retiring.close();
                answer(answer, retiring.after(), mapping, records);
            }
        } else if (restart == null) {
            take(mapping, records);
        }
        return records;
    }

    private void take(DeliveryMapping mapping, List<SourceRecord> records) {
        SignalRecords.Received next = received.next();
        if (next != null) {
            carryOut(next, mapping, records);
            return;
        }
        SignalPosition position = received.position();
        if (position != null) {
            mapping.offsets().signalsUpTo(position);
            SourceRecord heartbeat = positioned ? null : mapping.heartbeat();
            if (heartbeat != null) {
                records.add(heartbeat);
            }
            positioned = true;
        }
    }

    private void carryOut(SignalRecords.Received next, DeliveryMapping mapping, List<SourceRecord> records) {
        SignalAnswer answer;
        try {
            answer = begin(Signal.parse(next.value()), next.after(), mapping, records);
        } catch (MalformedSignalException e) {
            answer = isFirstTask() ? SignalAnswer.refused(e.id(), String.valueOf(e.getMessage())) : null;
        }
        if (answer != null) {
            answer(answer, next.after(), mapping, records);
        } else if (partial == null && retirement == null && restart == null) {
            mapping.offsets().signalsUpTo(next.after());
        }
    }

    private void answer(
            SignalAnswer answer, SignalPosition after, DeliveryMapping mapping, List<SourceRecord> records) {
        mapping.offsets().signalsUpTo(after);
        records.add(mapping.answer(logged(answer)));
    }

    /** Counts and logs an answer. */
    private SignalAnswer logged(SignalAnswer answer) {
        if (answer.done()) {
            done.incrementAndGet();
            LOG.info("DHCP server {}: signal {} is done: {}", source.server(), answer.id(), answer.detail());
        } else {
            refused.incrementAndGet();
            LOG.warn("DHCP server {}: signal {} is refused: {}", source.server(), answer.id(), answer.detail());
        }
        return answer;
    }

    /** Starts to carry out a signal. Returns the answer; null if it comes later, or if this task gives none. */
    private @Nullable SignalAnswer begin(
            Signal signal, SignalPosition after, DeliveryMapping mapping, List<SourceRecord> records) {
        if (signal.type() == Signal.Type.RETIRE) {
            return isFirstTask() ? retire(signal, after) : null;
        }
        Set<String> unknown = new TreeSet<>(signal.servers());
        unknown.removeAll(followed);
        if (isFirstTask() && !unknown.isEmpty()) {
            SignalAnswer refusal = SignalAnswer.refused(
                    signal.id(), "dhcp.servers has no " + unknown + "; it has " + new TreeSet<>(followed));
            if (!signal.isAbout(source.server())) {
                return refusal;
            }
            // The other tasks do not know all names, and carry the signal out, so this one does so too.
            records.add(mapping.answer(logged(refusal)));
        }
        if (!signal.isAbout(source.server())) {
            return null;
        }
        if (signal.type() == Signal.Type.RESYNC_GAP) {
            return resyncGap(signal, after, mapping.offsets().last());
        }
        return signal.isPartial()
                ? askFor(signal, after)
                : snapshot(signal, after, mapping.offsets().last());
    }

    private boolean isFirstTask() {
        return !followed.isEmpty();
    }

    private @Nullable SignalAnswer snapshot(Signal signal, SignalPosition after, SourceOffset stored) {
        if (settings.snapshotMode() == SnapshotMode.NEVER) {
            return SignalAnswer.refused(signal.id(), "snapshot.mode is never; change it, or give relay-ids or subnets");
        }
        boolean polled = settings.queryMode() == QueryMode.BULK;
        restart = new Restart(
                stored.withSnapshotForKeys(polled).withSignals(after),
                true,
                SignalAnswer.done(signal.id(), "all bindings are loaded again; event SNAPSHOT_COMPLETED follows"));
        return null;
    }

    private @Nullable SignalAnswer resyncGap(Signal signal, SignalPosition after, SourceOffset stored) {
        GapResync resync = GapResync.of(
                signal, after, stored, settings, environment.clock().instant());
        restart = resync.restart();
        return resync.refusal();
    }

    private @Nullable SignalAnswer askFor(Signal signal, SignalPosition after) {
        if (settings.queryMode() == QueryMode.BULK) {
            return SignalAnswer.refused(
                    signal.id(), "with query.mode=bulk each poll asks for everything; leave relay-ids and subnets out");
        }
        try {
            partial = PartialSnapshot.of(signal, after, config, environment.nanoTime());
            return null;
        } catch (IllegalArgumentException e) {
            return SignalAnswer.refused(signal.id(), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable SignalAnswer retire(Signal signal, SignalPosition after) {
        Set<String> both = new TreeSet<>(signal.servers());
        both.retainAll(followed);
        if (!both.isEmpty()) {
            return SignalAnswer.refused(
                    signal.id(), both + " is in dhcp.servers; remove a server from there before it is retired");
        }
        Set<String> impossible = new TreeSet<>(signal.servers());
        impossible.removeIf(LeasequeryConnectorConfig::isServerName);
        if (!impossible.isEmpty()) {
            return SignalAnswer.refused(
                    signal.id(),
                    "no server can have had the name " + impossible + "; give names that dhcp.servers had");
        }
        if (!config.sweeps()) {
            return SignalAnswer.refused(signal.id(), "nothing is ended with sweep.mode=off; set it to auto");
        }
        retirement = new SignalledRetirement(signal, after, config, context, environment);
        return null;
    }

    /** Drops the bindings that came for a signal but are outside its subnets. */
    List<Delivery> passing(List<Delivery> deliveries) {
        PartialSnapshot asking = partial;
        return asking == null ? deliveries : asking.passing(deliveries);
    }

    /** Whether there is more to do at once. */
    boolean isBusy() {
        SignalledRetirement retiring = retirement;
        return retiring != null && retiring.isBusy();
    }

    /** How to open the stream again; null if that is not needed. Once not null, {@link #step} does nothing. */
    @Nullable
    Restart restart() {
        return restart;
    }

    /** Records that a restart was answered. */
    SignalAnswer restarted(Restart carriedOut) {
        return logged(carriedOut.answer());
    }

    /** Number of signals carried out since the start; safe to call from any thread. */
    long done() {
        return done.get();
    }

    /** Number of signals refused since the start, including malformed ones; safe to call from any thread. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        received.close();
        SignalledRetirement retiring = retirement;
        if (retiring != null) {
            retiring.close();
        }
    }
}
