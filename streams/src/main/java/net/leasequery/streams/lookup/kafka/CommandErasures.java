package net.leasequery.streams.lookup.kafka;

import java.time.Instant;
import java.util.List;
import net.leasequery.HistoryCommand;
import net.leasequery.HistoryCommandKey;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.lookup.source.Erasures;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Requests erasures by records of {@code <net>.history.commands}, because queries can only read the stores. */
public final class CommandErasures implements Erasures {
    private final AcknowledgedWriter writer;
    private final String topic;
    private final NetworkTopics topics;

    /**
     * Creates the erasures.
     *
     * @param writer to Kafka
     * @param topic of commands
     * @param topics that has the answers
     */
    public CommandErasures(AcknowledgedWriter writer, String topic, NetworkTopics topics) {
        this.writer = writer;
        this.topic = topic;
        this.topics = topics;
    }

    @Override
    public void ask(String id, ClientSelector client, String caller, Instant askedAt)
            throws UnavailableException, InterruptedException {
        GenericRecord key = new GenericData.Record(HistoryCommandKey.getClassSchema());
        key.put("id", id);
        GenericRecord value = new GenericData.Record(HistoryCommand.getClassSchema());
        value.put("type", "ERASE");
        value.put("selector", client.kind().text());
        value.put("value", client.value());
        value.put("requestedBy", caller);
        value.put("requestedAt", askedAt.toEpochMilli());
        writer.write(topic, key, value);
    }

    @Override
    public List<GenericRecord> answers(String id) throws UnavailableException {
        return topics.answers(id);
    }
}
