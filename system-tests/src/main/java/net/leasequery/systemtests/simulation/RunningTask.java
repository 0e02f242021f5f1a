package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task as its worker sees it: its records on their way to Kafka, and those that Kafka has acknowledged. Kafka
 * acknowledges the records of one partition in order; a partition that does not answer holds back only its own. The
 * offset of a record may be stored once all records before it are acknowledged.
 */
final class RunningTask {

    private final TaskUnderTest task;
    private final SimulatedKafka kafka;
    private final ArrayDeque<OnItsWay> underWay = new ArrayDeque<>();
    private final Map<Map<String, ?>, SourceRecord> lastAcknowledged = new LinkedHashMap<>();
    private long nextAcknowledgement;

    /** A record that was sent. */
    private static final class OnItsWay {

        private final SourceRecord record;
        private final long dueMillis;
        /** Number of the batch. */
        private final int batch;

        private boolean acknowledged;

        OnItsWay(SourceRecord record, int batch, long dueMillis) {
            this.record = record;
            this.batch = batch;
            this.dueMillis = dueMillis;
        }
    }

    private int batches;

    RunningTask(TaskUnderTest task, SimulatedKafka kafka) {
        this.task = task;
        this.kafka = kafka;
    }

    TaskUnderTest task() {
        return task;
    }

    /**
     * Takes a batch that is on its way from now on.
     *
     * @return when it is acknowledged, unless a partition does not answer
     */
    long sent(List<SourceRecord> batch, long usualMillis) {
        nextAcknowledgement = Math.max(nextAcknowledgement, usualMillis);
        batches++;
        batch.forEach(record -> underWay.add(new OnItsWay(record, batches, nextAcknowledgement)));
        return nextAcknowledgement;
    }

    /**
     * Writes what is due, and passes the acknowledgements on.
     *
     * @param nowMillis what is due; {@link Long#MAX_VALUE} for everything
     * @param whole whether a batch is written as a whole or not at all
     * @param writer writes a record; returns null if the record is dropped on its way
     */
    void acknowledge(long nowMillis, boolean whole, Writer writer) {
        Set<TopicPartition> waiting = new HashSet<>();
        int waitingBatch = whole ? firstWaitingBatch(nowMillis) : Integer.MAX_VALUE;
        for (OnItsWay sent : underWay) {
            if (sent.acknowledged) {
                continue;
            }
            TopicPartition place = kafka.place(sent.record);
            if (sent.dueMillis > nowMillis
                    || sent.batch >= waitingBatch
                    || waiting.contains(place)
                    || !kafka.accepts(place)) {
                waiting.add(place);
            } else {
                sent.acknowledged = true;
                task.acknowledged(sent.record, writer.write(sent.record));
            }
        }
        findStorable();
    }

    /** Connect looks at each source partition for itself. */
    private void findStorable() {
        Set<Map<String, ?>> waiting = new HashSet<>();
        underWay.removeIf(sent -> {
            Map<String, ?> source = sent.record.sourcePartition();
            boolean storable = sent.acknowledged && !waiting.contains(source);
            if (storable) {
                lastAcknowledged.put(source, sent.record);
            } else {
                waiting.add(source);
            }
            return storable;
        });
    }

    /** Writes a record to Kafka. */
    interface Writer {
        @Nullable
        RecordMetadata write(SourceRecord record);
    }

    private int firstWaitingBatch(long nowMillis) {
        return underWay.stream()
                .filter(sent -> !sent.acknowledged)
                .filter(sent -> sent.dueMillis > nowMillis || !kafka.accepts(kafka.place(sent.record)))
                .mapToInt(sent -> sent.batch)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /**
     * Forgets what is on its way.
     *
     * @param written number of records that are in Kafka nevertheless: not always the first ones, if there are several
     *     partitions
     */
    void abandon(int written) {
        int left = written;
        for (OnItsWay sent : inOrderOfArrival(written)) {
            if (!sent.acknowledged && left > 0 && kafka.accepts(kafka.place(sent.record))) {
                left--;
                RecordMetadata unused = kafka.append(sent.record);
            }
        }
        underWay.clear();
    }

    /** By partition, whose order depends on {@code number}; the records of each partition in order. */
    private List<OnItsWay> inOrderOfArrival(int number) {
        List<OnItsWay> sorted = new ArrayList<>(underWay);
        if (number % 2 == 1) {
            sorted.sort((one, other) -> Integer.compare(
                    kafka.place(other.record).partition(),
                    kafka.place(one.record).partition()));
        }
        return sorted;
    }

    /** The record whose offset may be stored, of each source partition. */
    Map<Map<String, ?>, SourceRecord> lastAcknowledged() {
        return lastAcknowledged;
    }
}
