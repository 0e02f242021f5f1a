package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
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

    private static final long OFFSET_COMMIT_MILLIS = 3_000;
    private static final long USUAL_ACKNOWLEDGEMENT_MILLIS = 5;

    private final VirtualTime time;
    private final Settings settings;
    private final SimulatedNetwork network;
    private final SimulatedKafka kafka;
    private final Runnable onStart;
    private final Consumer<SourceRecord> onStore;
    private final ArrayDeque<List<SourceRecord>> underWay = new ArrayDeque<>();
    private @Nullable TaskUnderTest task;
    /** The last acknowledged record of each source partition. */
    private final Map<Map<String, ?>, SourceRecord> lastAcknowledged = new LinkedHashMap<>();

    private Map<String, String> configuration = Map.of();
    private int runs;
    private long acknowledgementMillis = USUAL_ACKNOWLEDGEMENT_MILLIS;
    private long nextAcknowledgement;
    private long pollMillis;
    private long slowUntil;
    private long nextPoll;
    private int endsToLose;

    /**
     * @param onStart called when a task starts
     * @param onStore receives each record whose offset is stored
     */
    SimulatedWorker(
            VirtualTime time,
            Settings settings,
            SimulatedNetwork network,
            SimulatedKafka kafka,
            Runnable onStart,
            Consumer<SourceRecord> onStore) {
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
            TaskUnderTest started = new TaskUnderTest(settings.seed() + runs, time, network, kafka);
            runs++;
            task = started;
            onStart.run();
            started.start(configuration, kafka);
        }
    }

    /** The phase of the stream. */
    String phase() {
        TaskUnderTest running = task;
        return running == null ? "NO_TASK" : running.phase();
    }

    long nextTimerMillis() {
        TaskUnderTest running = task;
        return running == null ? Long.MAX_VALUE : running.nextTimerMillis();
    }

    /** Lets the task work until it has nothing to do for now. */
    void work() {
        TaskUnderTest running = task;
        boolean busy = running != null;
        while (running != null && running.equals(task) && busy) {
            busy = running.runEventLoop();
            busy |= poll(running);
        }
    }

    private boolean poll(TaskUnderTest running) {
        boolean slow = time.millis() < slowUntil;
        if (slow && time.millis() < nextPoll) {
            return false;
        }
        List<SourceRecord> polled = running.poll();
        if (slow) {
            nextPoll = time.millis() + pollMillis;
        }
        if (polled == null) {
            return false;
        }
        // Copied before the next poll, as Connect does: some records are created only when they are read.
        List<SourceRecord> records = List.copyOf(polled);
        underWay.add(records);
        nextAcknowledgement = Math.max(nextAcknowledgement, time.millis() + acknowledgementMillis);
        time.at(nextAcknowledgement, () -> acknowledge(records));
        return !slow;
    }

    private void acknowledge(List<SourceRecord> batch) {
        TaskUnderTest running = task;
        if (running == null || !underWay.removeFirstOccurrence(batch)) {
            return;
        }
        for (SourceRecord sent : batch) {
            RecordMetadata metadata = isLost(sent) ? null : kafka.append(sent);
            running.acknowledged(sent, metadata);
            lastAcknowledged.put(sent.sourcePartition(), sent);
        }
        if (settings.exactlyOnce()) {
            storeOffsets();
        }
    }

    private boolean isLost(SourceRecord sent) {
        boolean lost = endsToLose > 0
                && sent.topic().endsWith(".bindings")
                && sent.value() instanceof Struct value
                && Boolean.TRUE.equals(value.getBoolean("inferred"));
        endsToLose -= lost ? 1 : 0;
        return lost;
    }

    /** Drops the records of the next inferred ends; their offsets are stored nevertheless. */
    void loseEnds(int count) {
        endsToLose = count;
    }

    private void storeOffsets() {
        lastAcknowledged.values().forEach(acknowledged -> {
            kafka.store(acknowledged);
            onStore.accept(acknowledged);
        });
    }

    private void commitRegularly() {
        if (!settings.exactlyOnce()) {
            storeOffsets();
        }
        time.after(OFFSET_COMMIT_MILLIS, this::commitRegularly);
    }

    /** Kills the worker; some of the records that it had sent are in Kafka nevertheless, but their offset is not. */
    void crash(int survivors, long downMillis) {
        TaskUnderTest running = task;
        if (running == null) {
            return;
        }
        task = null;
        running.stop();
        int left = settings.exactlyOnce() ? 0 : survivors;
        for (List<SourceRecord> batch : underWay) {
            for (SourceRecord sent : batch) {
                if (left-- > 0) {
                    kafka.append(sent);
                }
            }
        }
        forget();
        time.after(downMillis, this::start);
    }

    private void forget() {
        underWay.clear();
        lastAcknowledged.clear();
        nextAcknowledgement = 0;
    }

    /** Stops the task in an orderly way: records in flight arrive, and the offset is stored. */
    void stop() {
        TaskUnderTest running = task;
        if (running == null) {
            return;
        }
        running.stop();
        for (List<SourceRecord> batch = underWay.peek(); batch != null; batch = underWay.peek()) {
            acknowledge(batch);
        }
        storeOffsets();
        task = null;
        forget();
    }

    void restart(long downMillis) {
        if (isRunning()) {
            stop();
            time.after(downMillis, this::start);
        }
    }

    /** Sets the configuration of the next start. */
    void configure(ConnectorChoices chosen) {
        configuration = TaskConfiguration.of(settings, chosen);
    }

    void slowAcknowledgements(long millis) {
        acknowledgementMillis = millis;
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
    }
}
