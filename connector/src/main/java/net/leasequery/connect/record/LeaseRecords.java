package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.sweep.FingerprintHeader;
import net.leasequery.requestor.BindingKey;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the source records of one server. The producer chooses the partition by the key; the record
 * timestamp is local: brokers reject records whose timestamp is far ahead, and the server's clock may
 * be. Not thread-safe.
 */
final class LeaseRecords {

    private static final String SERVER_HEADER = "leasequery.server";
    private static final String ORIGIN_HEADER = "leasequery.origin";
    private static final String STATE_HEADER = "leasequery.state";

    private final SourcePartition source;
    private final Topics topics;
    private final BindingStruct values;
    private final boolean fingerprinted;
    private final Map<String, String> partition;
    private final Struct serverKey;
    private final EventId eventId = new EventId();
    private long serverChanges;

    LeaseRecords(SourcePartition source, RecordSettings settings) {
        this.source = source;
        this.topics = settings.topics();
        this.values = new BindingStruct(settings.optionsFormat());
        this.fingerprinted = settings.fingerprints();
        this.partition = source.toMap();
        this.serverKey = ServerKeyStruct.of(source);
    }

    /** All records from now on are of the server that has taken the place of another one for the so manieth time. */
    void afterServerChanges(long changes) {
        serverChanges = changes;
    }

    SourceRecord binding(BindingToWrite binding, Map<String, ?> offset, long nowMillis) {
        Struct value = values.of(source, eventId.of(source, binding.content()), binding);
        return onBindings(binding, values.schema(), value, offset, nowMillis);
    }

    SourceRecord tombstone(BindingToWrite binding, Map<String, ?> offset, long nowMillis) {
        return onBindings(binding, null, null, offset, nowMillis);
    }

    SourceRecord event(Delivery.OfNotice delivery, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.of(source, delivery);
        return onServer(topics.events(), value, offset, delivery.atEpochMilli());
    }

    /** The event that stands for {@code count} notices of the same kind. */
    SourceRecord repeated(Delivery.OfNotice delivery, long count, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.of(source, delivery).put("count", count);
        return onServer(topics.events(), value, offset, delivery.atEpochMilli());
    }

    /** The event that tells how many bindings a sweep has ended. */
    SourceRecord swept(String answerId, long count, long atEpochMilli, ResumeState before, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.ofSweep(source, answerId, count, atEpochMilli, before);
        return onServer(topics.events(), value, offset, atEpochMilli);
    }

    /** The event that tells that a server is no longer followed, and how many of its bindings were ended for that. */
    SourceRecord retired(long count, long atEpochMilli, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.ofRetirement(source, count, atEpochMilli);
        return onServer(topics.events(), value, offset, atEpochMilli);
    }

    /** The event that answers a signal. */
    SourceRecord signalDone(SignalAnswer answer, long atEpochMilli, ResumeState state, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.ofSignal(source, answer, atEpochMilli, state);
        return onServer(topics.events(), value, offset, atEpochMilli);
    }

    SourceRecord heartbeat(long atEpochMilli, ResumeState state, Map<String, ?> offset) {
        Struct value = HeartbeatStruct.of(source, atEpochMilli, state);
        return onServer(topics.heartbeat(), value, offset, atEpochMilli);
    }

    SourceRecord quarantined(Delivery.OfQuarantined delivery, Map<String, ?> offset) {
        Struct value = QuarantinedMessageStruct.of(source, delivery);
        return onServer(topics.quarantine(), value, offset, delivery.atEpochMilli());
    }

    private SourceRecord onBindings(
            BindingToWrite binding,
            @Nullable Schema schema,
            @Nullable Struct value,
            Map<String, ?> offset,
            long nowMillis) {
        BindingKey key = binding.content().address().key();
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(SERVER_HEADER, source.server());
        headers.addString(ORIGIN_HEADER, binding.origin().name());
        headers.addString(STATE_HEADER, binding.content().state().name());
        if (fingerprinted) {
            headers.addString(
                    FingerprintHeader.NAME, FingerprintHeader.write(source, binding.fingerprint(), serverChanges));
        }
        return new BindingRecord(
                binding.receipt(),
                partition,
                offset,
                topics.bindings(),
                BindingKeyStruct.SCHEMA,
                BindingKeyStruct.of(source.server(), key),
                schema,
                value,
                nowMillis,
                headers);
    }

    private SourceRecord onServer(String topic, Struct value, Map<String, ?> offset, long timestampMillis) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(SERVER_HEADER, source.server());
        return new LeaseRecord(
                partition,
                offset,
                topic,
                ServerKeyStruct.SCHEMA,
                serverKey,
                value.schema(),
                value,
                timestampMillis,
                headers);
    }
}
