package net.leasequery.systemtests.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A Connect worker with one task: polls it for records, sends them, passes on the acknowledgements, and stores the
 * offset of the last record that Kafka has together with all records before it. With exactly once, the records of one
 * {@code poll} and their offset are one transaction.
 */
final class SimulatedWorker {

    private static final int MOST_LOST = 2;
    private static final long OFFSET_COMMIT_MILLIS = 3_000;
    private static final long USUAL_ACKNOWLEDGEMENT_MILLIS = 5;

    private final VirtualTime time;
    private final Settings settings;
    private final SimulatedNetwork network;
    private final SimulatedKafka kafka;
    private final Runnable onStart;
    private final Consumer<SourceRecord> onStore;
    private @Nullable RunningTask task;
    /** A former task whose worker was taken for dead. */
    private @Nullable RunningTask outlived;

    private Map<String, String> configuration = Map.of();
    private int runs;
    private long acknowledgementMillis = USUAL_ACKNOWLEDGEMENT_MILLIS;
    private long pollMillis;
    private long slowUntil;
    private long nextPoll;
    private int endsToLose;
    /** Number of lost ends of each record key. */
    private final Map<Object, Integer> lostEnds = new HashMap<>();

    private final TableMemory tables;
    private long commitsFailUntil;

    /**
     * @param tables memory that its tasks share
     * @param onStart called when a task starts
     * @param onStore receives each record whose offset is stored
     */
    SimulatedWorker(
            VirtualTime time,
            Settings settings,
            SimulatedNetwork network,
            SimulatedKafka kafka,
            TableMemory tables,
            Runnable onStart,
            Consumer<SourceRecord> onStore) {
        this.tables = tables;
        this.onStart = onStart;
        this.onStore = onStore;
        this.time = time;
        this.settings = settings;
        this.network = network;
        this.kafka = kafka;
        time.after(OFFSET_COMMIT_MILLIS, this::commitRegularly);
    }

    boolean isRunning() {
        return task != null;
    }

    void start() {
        if (task == null) {
            TaskUnderTest started = new TaskUnderTest(settings.seed() + runs, time, network, kafka, tables);
            runs++;
            task = new RunningTask(started, kafka);
            onStart.run();
            started.start(configuration, kafka);
        }
    }

    /** The phase of the stream. */
    String phase() {
        RunningTask running = task;
        return running == null ? "NO_TASK" : running.task().phase();
    }

    /** The value of a metric of the task; null if it has none of this name. */
    @Nullable
    Object metric(String name) {
        RunningTask running = task;
        return running == null ? null : running.task().metric(name);
    }

    long nextTimerMillis() {
        return Math.min(nextTimerMillis(task), nextTimerMillis(outlived));
    }

    private static long nextTimerMillis(@Nullable RunningTask running) {
        return running == null ? Long.MAX_VALUE : running.task().nextTimerMillis();
    }

    /** Lets the task work until it has nothing to do for now. */
    void work() {
        work(task);
        work(outlived);
    }

    private void work(@Nullable RunningTask running) {
        boolean busy = running != null;
        while (running != null && isAlive(running) && busy) {
            busy = running.task().runEventLoop();
            busy |= poll(running);
        }
    }

    private boolean isAlive(RunningTask running) {
        return running.equals(task) || running.equals(outlived);
    }

    private boolean poll(RunningTask running) {
        boolean slow = time.millis() < slowUntil;
        if (slow && time.millis() < nextPoll) {
            return false;
        }
        List<SourceRecord> polled = running.task().poll();
        if (slow) {
            nextPoll = time.millis() + pollMillis;
        }
        if (polled == null) {
            return false;
        }
        // Copied before the next poll, as Connect does: some records are created only when they are read.
        List<SourceRecord> records = List.copyOf(polled);
        time.at(running.sent(records, time.millis() + acknowledgementMillis), () -> acknowledge(running));
        return !slow;
    }

    private void acknowledge(RunningTask running) {
        if (isAlive(running)) {
            acknowledge(running, time.millis());
        }
    }

    private void acknowledge(RunningTask running, long dueMillis) {
        running.acknowledge(dueMillis, settings.exactlyOnce(), this::write);
        if (settings.exactlyOnce()) {
            storeOffsets(running);
        }
    }

    private @Nullable RecordMetadata write(SourceRecord sent) {
        return isLost(sent) ? null : kafka.append(sent);
    }

    /** A partition takes records again. */
    void acknowledgeWhatWaited() {
        for (RunningTask running : new RunningTask[] {task, outlived}) {
            if (running != null) {
                acknowledge(running, time.millis());
            }
        }
    }

    private boolean isLost(SourceRecord sent) {
        boolean lost = endsToLose > 0
                && sent.topic().endsWith(ConnectorChoices.BINDINGS)
                && sent.value() instanceof Struct value
                && Boolean.TRUE.equals(value.getBoolean("inferred"))
                && lostEnds.merge(sent.key(), 1, Integer::sum) <= MOST_LOST;
        endsToLose -= lost ? 1 : 0;
        return lost;
    }

    /**
     * Drops the records of the next inferred ends; their offsets are stored nevertheless. Drops at most two of one
     * binding, because the connector writes an end three times (docs/sweep.md).
     */
    void loseEnds(int count) {
        endsToLose = count;
    }

    private void storeOffsets(@Nullable RunningTask running) {
        if (running != null && time.millis() >= commitsFailUntil) {
            running.lastAcknowledged().values().forEach(acknowledged -> {
                kafka.store(acknowledged);
                onStore.accept(acknowledged);
            });
        }
    }

    private void commitRegularly() {
        if (!settings.exactlyOnce()) {
            storeOffsets(task);
            storeOffsets(outlived);
        }
        time.after(OFFSET_COMMIT_MILLIS, this::commitRegularly);
    }

    /** Makes all attempts to store offsets fail for a while, also at an orderly stop. */
    void failCommits(long millis) {
        commitsFailUntil = time.millis() + millis;
    }

    /** Kills the worker; some of the records that it had sent are in Kafka nevertheless, but their offset is not. */
    void crash(int survivors, long downMillis) {
        RunningTask running = task;
        if (running == null) {
            return;
        }
        task = null;
        running.task().stop();
        running.abandon(settings.exactlyOnce() ? 0 : survivors);
        time.after(downMillis, this::start);
    }

    /**
     * The worker is taken for dead: its task starts elsewhere, while the former one still follows the server, writes
     * and stores offsets.
     */
    void outlive(long millis, long downMillis) {
        RunningTask running = task;
        if (running != null && outlived == null) {
            outlived = running;
            task = null;
            time.after(downMillis, this::start);
            time.after(millis, this::endOutlived);
        }
    }

    /** Whether a task goes on that was taken for dead. */
    boolean hasOutlived() {
        return outlived != null;
    }

    /** Ends the task that was taken for dead, in an orderly way. */
    void endOutlived() {
        RunningTask running = outlived;
        if (running != null) {
            stop(running);
            outlived = null;
        }
    }

    /** Stops the task in an orderly way: records in flight arrive if they can, and the offset is stored. */
    void stop() {
        RunningTask running = task;
        if (running != null) {
            stop(running);
            task = null;
        }
    }

    private void stop(RunningTask running) {
        running.task().stop();
        acknowledge(running, Long.MAX_VALUE);
        running.abandon(0);
        storeOffsets(running);
    }

    void restart(long downMillis) {
        if (isRunning()) {
            stop();
            time.after(downMillis, this::start);
        }
    }

    /** Sets the configuration of the next start. */
    void configure(Map<String, String> task) {
        configuration = task;
    }

    void slowAcknowledgements(long millis) {
        acknowledgementMillis = millis;
    }

    /** The memory for tables of its tasks. */
    TableMemory tables() {
        return tables;
    }

    void slowConsumer(long everyMillis, long forMillis) {
        pollMillis = everyMillis;
        slowUntil = time.millis() + forMillis;
        nextPoll = 0;
    }

    void heal() {
        acknowledgementMillis = USUAL_ACKNOWLEDGEMENT_MILLIS;
        slowUntil = 0;
        endsToLose = 0;
        commitsFailUntil = 0;
        tables.heal();
        endOutlived();
    }
}
