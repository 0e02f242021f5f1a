package net.leasequery.connect;

import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;

/** Records of a task, each acknowledged as a worker does it. */
final class Acknowledged {

    /** A producer that is not told the offset reports this. */
    static final long UNKNOWN_OFFSET = -1;

    private Acknowledged() {}

    /** The next records of a task; empty if there are none. */
    static List<SourceRecord> poll(LeasequerySourceTask task) throws InterruptedException {
        return poll(task, UNKNOWN_OFFSET);
    }

    /** The next records of a task, all stored at the same offset; empty if there are none. */
    static List<SourceRecord> poll(LeasequerySourceTask task, long offset) throws InterruptedException {
        List<SourceRecord> records = task.poll();
        if (records == null) {
            return List.of();
        }
        for (SourceRecord record : records) {
            store(task, record, offset);
        }
        return records;
    }

    /** Acknowledges one record. */
    static void store(LeasequerySourceTask task, SourceRecord record) {
        store(task, record, UNKNOWN_OFFSET);
    }

    private static void store(LeasequerySourceTask task, SourceRecord record, long offset) {
        task.commitRecord(record, new RecordMetadata(new TopicPartition(record.topic(), 0), offset, 0, 0, 1, 1));
    }
}
