package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.binding.BindingAddress;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.resume.ResumeState;
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
    private final Map<String, String> partition;
    private final Struct serverKey;
    private final EventId eventId = new EventId();

    LeaseRecords(SourcePartition source, Topics topics) {
        this.source = source;
        this.topics = topics;
        this.partition = source.toMap();
        this.serverKey = ServerKeyStruct.of(source);
    }

    SourceRecord binding(Delivery.OfBinding delivery, Map<String, ?> offset, long nowMillis) {
        Struct value = BindingStruct.of(source, eventId.of(source, delivery.binding()), delivery);
        return onBindings(delivery, BindingStruct.SCHEMA, value, offset, nowMillis);
    }

    SourceRecord tombstone(Delivery.OfBinding delivery, Map<String, ?> offset, long nowMillis) {
        return onBindings(delivery, null, null, offset, nowMillis);
    }

    SourceRecord event(Delivery.OfNotice delivery, Map<String, ?> offset) {
        Struct value = ConnectionEventStruct.of(source, delivery);
        return onServer(topics.events(), value, offset, delivery.atEpochMilli());
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
            Delivery.OfBinding delivery,
            @Nullable Schema schema,
            @Nullable Struct value,
            Map<String, ?> offset,
            long nowMillis) {
        BindingAddress address = delivery.binding().address();
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(SERVER_HEADER, source.server());
        headers.addString(ORIGIN_HEADER, delivery.origin().name());
        headers.addString(STATE_HEADER, delivery.binding().state().name());
        return new SourceRecord(
                partition,
                offset,
                topics.bindings(),
                null,
                BindingKeyStruct.SCHEMA,
                BindingKeyStruct.of(source.server(), address),
                schema,
                value,
                nowMillis,
                headers);
    }

    private SourceRecord onServer(String topic, Struct value, Map<String, ?> offset, long timestampMillis) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(SERVER_HEADER, source.server());
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                ServerKeyStruct.SCHEMA,
                serverKey,
                value.schema(),
                value,
                timestampMillis,
                headers);
    }
}
