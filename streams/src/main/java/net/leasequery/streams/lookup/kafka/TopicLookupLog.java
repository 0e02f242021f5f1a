package net.leasequery.streams.lookup.kafka;

import java.util.Map;
import net.leasequery.Lookup;
import net.leasequery.LookupKey;
import net.leasequery.streams.lookup.source.LookupLog;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Writes look-ups to {@code <net>.lookups}. */
public final class TopicLookupLog implements LookupLog {
    private final AcknowledgedWriter writer;
    private final String topic;

    /** Creates a log that writes to this topic. */
    public TopicLookupLog(AcknowledgedWriter writer, String topic) {
        this.writer = writer;
        this.topic = topic;
    }

    @Override
    public void write(LookedUp entry) throws UnavailableException, InterruptedException {
        GenericRecord key = new GenericData.Record(LookupKey.getClassSchema());
        key.put("caller", entry.caller());
        GenericRecord value = new GenericData.Record(Lookup.getClassSchema());
        value.put("lookupId", entry.lookupId());
        value.put("askedAt", entry.askedAt().toEpochMilli());
        value.put("caller", entry.caller());
        value.put("remoteAddress", entry.remoteAddress());
        value.put("kind", entry.kind());
        value.put("question", Map.copyOf(entry.question()));
        value.put("reason", entry.reason());
        value.put("results", entry.results());
        writer.write(topic, key, value);
    }
}
