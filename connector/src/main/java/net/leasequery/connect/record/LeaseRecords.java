package net.leasequery.connect.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.requestor.BindingKey;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Creates the source records of one server. The producer chooses the partition by the key. The record timestamp is
 * local, because brokers reject timestamps that are far ahead, as the server's clock may be. Not thread-safe.
 */
final class LeaseRecords {

    private static final String SERVER_HEADER = "leasequery.server";
    private static final String ORIGIN_HEADER = "leasequery.origin";
    private static final String STATE_HEADER = "leasequery.state";

    // Headers are immutable, so Connect needs to validate each value only once.
    private static final Map<Origin, Header> ORIGINS = headers(ORIGIN_HEADER, Origin.class);
    private static final Map<BindingState, Header> STATES = headers(STATE_HEADER, BindingState.class);

    private final SourcePartition source;
    private final Topics topics;
    private final BindingStruct values;
    private final boolean fingerprinted;
    private final Map<String, String> partition;
    private final Struct serverKey;
    private final Header server;
    private final EventId eventId;
    private long serverChanges;

    LeaseRecords(SourcePartition source, RecordSettings settings) {
        this.source = source;
        this.topics = settings.topics();
        this.values = new BindingStruct(settings.optionsFormat());
        this.fingerprinted = settings.fingerprints();
        this.partition = source.toMap();
        this.serverKey = ServerKeyStruct.of(source);
        this.server = header(SERVER_HEADER, source.server());
        this.eventId = new EventId(source);
    }

    /** Makes all later records carry this number of server changes. */
    void afterServerChanges(long changes) {
        serverChanges = changes;
    }

    SourceRecord binding(BindingToWrite binding, Map<String, ?> offset, long nowMillis) {
        Struct value = values.of(source, eventId.of(binding.content()), binding);
        return onBindings(binding, values.schema(), value, offset, nowMillis);
    }

    SourceRecord tombstone(BindingToWrite binding, Map<String, ?> offset, long nowMillis) {
        return onBindings(binding, null, null, offset, nowMillis);
    }

    SourceRecord event(Delivery.OfNotice delivery, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.of(source, delivery);
        return onServer(topics.events(), value, offset, delivery.atEpochMilli());
    }

    /** Returns the event that stands for {@code count} notices of the same kind. */
    SourceRecord repeated(Delivery.OfNotice delivery, long count, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.of(source, delivery).put("count", count);
        return onServer(topics.events(), value, offset, delivery.atEpochMilli());
    }

    /** Returns the event with the number of bindings that a sweep has ended. */
    SourceRecord swept(String answerId, long count, long atEpochMilli, ResumeState before, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.ofSweep(source, answerId, count, atEpochMilli, before);
        return onServer(topics.events(), value, offset, atEpochMilli);
    }

    /**
     * Returns the event that a server is no longer followed, with the number of its bindings that were ended for that
     * reason.
     */
    SourceRecord retired(long count, long atEpochMilli, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.ofRetirement(source, count, atEpochMilli);
        return onServer(topics.events(), value, offset, atEpochMilli);
    }

    /** Returns the event that answers a signal. */
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
        headers.add(server);
        headers.add(of(ORIGINS, binding.origin()));
        headers.add(of(STATES, binding.content().state()));
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

    private static <E extends Enum<E>> Map<E, Header> headers(String name, Class<E> values) {
        Map<E, Header> headers = new EnumMap<>(values);
        for (E value : values.getEnumConstants()) {
            headers.put(value, header(name, value.name()));
        }
        return headers;
    }

    private static Header header(String name, String value) {
        return new ConnectHeaders().addString(name, value).lastWithName(name);
    }

    private static <E> Header of(Map<E, Header> headers, E value) {
        return Objects.requireNonNull(headers.get(value), "there is one for each");
    }

    private SourceRecord onServer(String topic, Struct value, Map<String, ?> offset, long timestampMillis) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add(server);
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
