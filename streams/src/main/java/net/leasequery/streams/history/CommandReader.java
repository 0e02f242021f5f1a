package net.leasequery.streams.history;

import net.leasequery.HistoryCommand;
import net.leasequery.HistoryCommandKey;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.records.State;
import net.leasequery.streams.records.UnreadableRecordException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code <net>.history.commands}. Forwards each command by its id. Runs in the thread of its task. */
public final class CommandReader implements Processor<byte[], byte[], String, GenericRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);

    private final Converters converters;
    private ProcessorContext<String, GenericRecord> context;

    /** @param converters with which commands are written */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public CommandReader(Converters converters) {
        this.converters = converters;
    }

    @Override
    public void init(ProcessorContext<String, GenericRecord> given) {
        context = given;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        RecordMetadata where = context.recordMetadata().orElseThrow();
        GenericRecord key;
        GenericRecord reported;
        try {
            key = converters.readKey(where.topic(), record.headers(), record.key(), HistoryCommandKey.getClassSchema());
            reported = converters.readValue(
                    where.topic(), record.headers(), record.value(), HistoryCommand.getClassSchema());
        } catch (UnreadableRecordException e) {
            LOG.warn(
                    "The command at offset {} of {}-{} could not be read and is not executed: {}."
                            + " Write it with the converters that this application is configured with.",
                    where.offset(),
                    where.topic(),
                    where.partition(),
                    e.getMessage());
            return;
        }
        String id = State.required(key, "id");
        GenericRecord command = State.record(State.COMMAND);
        command.put("id", id);
        for (String field : new String[] {"type", "selector", "value"}) {
            command.put(field, State.required(reported, field));
        }
        context.forward(new Record<>(id, command, record.timestamp()));
    }
}
