package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A task as its worker sees it: its records on their way to Kafka, and those that Kafka has acknowledged. */
final class RunningTask {

    private final TaskUnderTest task;
    private final ArrayDeque<List<SourceRecord>> underWay = new ArrayDeque<>();
    private final Map<Map<String, ?>, SourceRecord> lastAcknowledged = new LinkedHashMap<>();
    private long nextAcknowledgement;

    RunningTask(TaskUnderTest task) {
        this.task = task;
    }

    TaskUnderTest task() {
        return task;
    }

    /** The batches on their way, oldest first. */
    ArrayDeque<List<SourceRecord>> underWay() {
        return underWay;
    }

    /**
     * Takes a batch that is on its way from now on.
     *
     * @return when it is acknowledged
     */
    long sent(List<SourceRecord> batch, long usualMillis) {
        underWay.add(batch);
        nextAcknowledgement = Math.max(nextAcknowledgement, usualMillis);
        return nextAcknowledgement;
    }

    /** The record whose offset may be stored, of each source partition. */
    Map<Map<String, ?>, SourceRecord> lastAcknowledged() {
        return lastAcknowledged;
    }
}
