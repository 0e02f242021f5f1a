package net.leasequery.connect.record;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.connect.sweep.Ending;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Maps the deliveries of one server, in order, to source records. The offset of a record is the resume state of its
 * delivery; if a delivery becomes two records, only the last carries it, so that after a crash between the two the
 * offset does not cover both. Not thread-safe.
 */
public final class DeliveryMapping {

    /**
     * Polls come every minute and only show that all is well, which heartbeats show too. The result of a question
     * appears as the bindings that it ends.
     */
    private static final Set<Class<? extends Notice>> NO_EVENT = Set.of(
            Notice.PollStarted.class,
            Notice.PollCompleted.class,
            Notice.QuestionAnswered.class,
            Notice.QuestionFailed.class);

    private final LeaseRecords records;
    private final OffsetTracker offsets;
    private final boolean sweepOwedAtStart;
    private final boolean tombstones;
    private final SubnetFilter subnets;
    private final AtomicLong filtered = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final Fingerprints fingerprints;
    private final Sweep sweep;
    private final HeartbeatPacing heartbeats;
    private final RepeatedNotices repeated = new RepeatedNotices();
    private final Clock clock;

    /**
     * A mapping for one run of a task.
     *
     * @param source server of the deliveries
     * @param settings record settings of the operator
     * @param sweep sees every binding before it is written, and ends those that a server no longer has
     * @param heartbeats decides when a keep-alive becomes a record
     * @param start offset with which the task started
     * @param clock local clock, for record timestamps
     */
    public DeliveryMapping(
            SourcePartition source,
            RecordSettings settings,
            Sweep sweep,
            HeartbeatPacing heartbeats,
            SourceOffset start,
            Clock clock) {
        this.records = new LeaseRecords(source, settings);
        this.offsets = new OffsetTracker(new OffsetFormat(source.family()), start);
        this.sweepOwedAtStart = start.sweepOwed();
        this.tombstones = settings.tombstones();
        this.subnets = settings.subnets();
        this.sweep = sweep;
        this.fingerprints = new Fingerprints(sweep, settings.fingerprints());
        this.heartbeats = heartbeats;
        this.clock = clock;
        records.afterServerChanges(start.serverChanges());
    }

    /** Returns the offsets of the records so far and of those that follow. */
    public OffsetTracker offsets() {
        return offsets;
    }

    /** Returns the records for the deliveries of one poll, and a heartbeat if one is due; may be empty. */
    public RecordBatch map(List<Delivery> batch) {
        RecordBatch out = new RecordBatch();
        long nowMillis = clock.millis();
        sweep.batchBegins();
        appendEnded(sweep.outdated(), null, nowMillis, out);
        appendEnded(sweep.unwritten(), skew(offsets.last().resume()), nowMillis, out);
        for (Delivery delivery : batch) {
            offsets.received(delivery.resumeState());
            if (delivery instanceof Delivery.OfKeepAlive keepAlive) {
                heartbeats.hold(keepAlive);
            } else {
                int before = out.size();
                append(delivery, nowMillis, out);
                if (delivery instanceof Delivery.OfBinding delivered && delivered.lastOfMessage()) {
                    sweep.messageEnds();
                }
                if (out.size() > before) {
                    heartbeats.recordWritten();
                } else {
                    heartbeats.holdPosition(delivery, nowMillis);
                }
            }
        }
        appendRepeated(repeated.due(nowMillis), out);
        if (!batch.isEmpty()) {
            ResumeState received = batch.get(batch.size() - 1).resumeState();
            appendEnded(sweep.expiredBy(received), skew(received), nowMillis, out);
        }
        appendBelated(nowMillis, out);
        Delivery.OfKeepAlive due = heartbeats.due();
        if (due != null) {
            out.add(records.heartbeat(due.atEpochMilli(), due.resumeState(), offset(due.resumeState())));
            heartbeats.recordWritten();
        } else if (heartbeats.mustReplaceDropped(batch)) {
            out.add(Objects.requireNonNull(heartbeat(), "heartbeats are on"));
        }
        return out;
    }

    /**
     * Number of bindings that the subnet filter kept out of the topic, since the start; safe to call from any thread.
     */
    public long filtered() {
        return filtered.get();
    }

    private void append(Delivery delivery, long nowMillis, RecordBatch out) {
        if (delivery instanceof Delivery.OfBinding delivered
                && !subnets.passes(delivered.binding().address())) {
            filtered.incrementAndGet();
            sweep.passedOver(delivered);
        } else if (delivery instanceof Delivery.OfBinding delivered) {
            Fingerprint fingerprint = fingerprints.of(delivered);
            Receipt receipt = sweep.offer(fingerprint, delivered.origin());
            if (receipt == null && isAskedForBySignal(delivered)) {
                receipt = Receipt.NONE;
            }
            if (receipt != null) {
                appendBinding(
                        BindingToWrite.reported(delivered, fingerprint, receipt),
                        delivered.resumeState(),
                        nowMillis,
                        out);
            } else {
                repeats.incrementAndGet();
            }
        } else if (delivery instanceof Delivery.OfNotice notice) {
            if (notice.notice() instanceof Notice.ServerChanged) {
                knowsServerChanges(offsets.serverChanges() + 1);
            }
            appendEndings(notice, nowMillis, out);
            appendRepeated(repeated.takeBefore(notice.notice(), nowMillis), out);
            if (repeated.admits(notice, nowMillis)) {
                appendNotice(notice, out);
            }
        } else if (delivery instanceof Delivery.OfQuarantined quarantined) {
            out.add(records.quarantined(quarantined, offset(quarantined.resumeState())));
        } else {
            throw new IllegalArgumentException("No record for " + delivery);
        }
    }

    /**
     * Called when the topic has records created after this many changes of the server. Later records get at least this
     * number.
     */
    public void knowsServerChanges(long changes) {
        if (changes > offsets.serverChanges()) {
            offsets.afterServerChanges(changes);
            records.afterServerChanges(changes);
        }
    }

    /** Number of bindings left out because Kafka shows them already, since the start; safe to call from any thread. */
    public long repeats() {
        return repeats.get();
    }

    private static boolean isAskedForBySignal(Delivery.OfBinding delivered) {
        return delivered.backfillId() != null && delivered.backfillId().startsWith(SignalAnswer.QUESTION);
    }

    /** Returns the record that answers a signal; its offset says that the signal was carried out. */
    public SourceRecord answer(SignalAnswer answer) {
        return records.signalDone(answer, clock.millis(), offsets.last().resume(), offsets.lastWritten());
    }

    /**
     * Returns a heartbeat with the state at the last record, so that this state is stored soon; null with heartbeats
     * off.
     */
    public @Nullable SourceRecord heartbeat() {
        return heartbeats.isOn()
                ? records.heartbeat(clock.millis(), offsets.last().resume(), offsets.lastWritten())
                : null;
    }

    /** Returns the records for a notice of the task itself, with the newest state. */
    public RecordBatch report(Notice notice) {
        return map(List.of(new Delivery.OfNotice(notice, clock.millis(), offsets.newestReceived())));
    }

    /**
     * With the newest state, because the bindings before each of these notices have been appended, and are stored,
     * before it.
     */
    private void appendRepeated(List<RepeatedNotices.Combined> combined, RecordBatch out) {
        for (RepeatedNotices.Combined one : combined) {
            Delivery.OfNotice last =
                    new Delivery.OfNotice(one.last().notice(), one.last().atEpochMilli(), offsets.newestReceived());
            out.add(records.repeated(last, one.count(), offset(last.resumeState())));
            heartbeats.recordWritten();
        }
    }

    private void appendNotice(Delivery.OfNotice notice, RecordBatch out) {
        Class<? extends Notice> kind = notice.notice().getClass();
        if (!NO_EVENT.contains(kind)) {
            out.add(records.event(notice, offset(notice.resumeState())));
        }
        if (heartbeats.accompanies(notice.notice())) {
            out.add(records.heartbeat(notice.atEpochMilli(), notice.resumeState(), offset(notice.resumeState())));
        }
    }

    private static @Nullable Long skew(ResumeState state) {
        ResumePosition position = state.position();
        return position == null ? null : position.clockSkewMillis();
    }

    /** All with the state before the notice: the state may move only once every end is stored. */
    private void appendEndings(Delivery.OfNotice notice, long nowMillis, RecordBatch out) {
        List<Ending> endings = sweep.endingsAt(notice);
        if (!endings.isEmpty()) {
            ResumeState stored = offsets.last().resume();
            appendEnded(endings, skew(stored), nowMillis, out);
            out.add(swept(endings, notice.atEpochMilli(), stored, offsets.lastWritten()));
        }
    }

    /** The event and all later offsets say that nothing is owed. */
    private void appendBelated(long nowMillis, RecordBatch out) {
        ResumeState stored = offsets.last().resume();
        List<Ending> endings = sweep.belatedEndings(stored);
        if (!endings.isEmpty()) {
            appendEnded(endings, skew(stored), nowMillis, out);
            out.add(swept(endings, nowMillis, stored, offset(stored)));
            heartbeats.recordWritten();
        }
    }

    private SourceRecord swept(List<Ending> endings, long atEpochMilli, ResumeState state, Map<String, Object> offset) {
        String answerId = Objects.requireNonNull(endings.get(0).answerId(), "an answer concludes them");
        return records.swept(answerId, endings.size(), atEpochMilli, state, offset);
    }

    /**
     * With the offset of the last record, because the passage of time moves no offset. There may be as many endings as
     * the sweep's table has rows, so their records are created when they are read. The sweep is told of them at once,
     * because a later delivery of the same batch may report the binding again.
     */
    private void appendEnded(List<Ending> endings, @Nullable Long skew, long nowMillis, RecordBatch out) {
        if (endings.isEmpty()) {
            return;
        }
        Map<String, Object> offset = offsets.lastWritten();
        List<EndingToWrite> toWrite = endings.stream()
                .map(ending -> new EndingToWrite(ending, sweep.written(ending)))
                .toList();
        Function<EndingToWrite, BindingToWrite> ended = one -> BindingToWrite.ended(one.ending(), skew, one.receipt());
        Function<EndingToWrite, SourceRecord> binding = ended.andThen(one -> records.binding(one, offset, nowMillis));
        Function<EndingToWrite, SourceRecord> tombstone =
                ended.andThen(one -> records.tombstone(one, offset, nowMillis));
        out.addLater(toWrite, tombstones ? List.of(binding, tombstone) : List.of(binding));
    }

    private void appendBinding(BindingToWrite binding, ResumeState received, long nowMillis, RecordBatch out) {
        Map<String, Object> before = offsets.lastWritten();
        Map<String, Object> offset = offset(received);
        if (tombstones && !binding.fingerprint().isBound()) {
            out.add(records.binding(binding, before, nowMillis));
            out.add(records.tombstone(binding, offset, nowMillis));
        } else {
            out.add(records.binding(binding, offset, nowMillis));
        }
    }

    /**
     * Returns the offset of the next record. It stays the same while a window of missing changes waits to be reported,
     * so that a crash loses no report.
     */
    private Map<String, Object> offset(ResumeState received) {
        if (repeated.holdsGap()) {
            return offsets.lastWritten();
        }
        return offsets.next(sweep.storable(received), sweep.isOwed(sweepOwedAtStart));
    }
}
