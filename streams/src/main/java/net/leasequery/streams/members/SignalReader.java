package net.leasequery.streams.members;

import net.leasequery.ConnectionEvent;
import net.leasequery.Heartbeat;
import net.leasequery.streams.records.State;
import net.leasequery.streams.records.UnreadableRecordException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads {@code <prefix>.events} and {@code <prefix>.heartbeat}. Runs in the thread of its task. */
public final class SignalReader implements Processor<byte[], byte[], String, GenericRecord> {
    private final ReadingSettings settings;
    private ProcessorContext<String, GenericRecord> context;

    /** @param settings for reading the inputs */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public SignalReader(ReadingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, GenericRecord> given) {
        context = given;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata where = context.recordMetadata().orElseThrow();
        if (record.value() == null) {
            return;
        }
        boolean heartbeat = where.topic().endsWith(".heartbeat");
        GenericRecord value;
        try {
            value = settings.converters()
                    .readValue(
                            where.topic(),
                            record.headers(),
                            record.value(),
                            heartbeat ? Heartbeat.getClassSchema() : ConnectionEvent.getClassSchema());
        } catch (UnreadableRecordException e) {
            // The next event or heartbeat repeats the state; no binding is lost.
            settings.unreadable().add(where, e);
            return;
        }
        String server = settings.server(where.topic(), State.required(value, "server"));
        String kind = heartbeat ? "HEARTBEAT" : State.required(value, "type");
        long at = State.longOf(value, "time");
        context.forward(new Record<>(
                settings.groups().of(server).name(), Signals.of(server, kind, at, value), record.timestamp()));
    }
}
