package net.leasequery.streams.history;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import net.leasequery.Tenure;
import net.leasequery.streams.records.AvroSerde;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values of the store of tenures: the outer bounds, eight octets each, so that most values can be skipped without
 * decoding, then the record of {@code <net>.history}.
 */
final class TenureRecord {
    private static final AvroSerde SERDE = AvroSerde.of(Tenure.getClassSchema());
    private static final int HEADER = 2 * Long.BYTES;

    private TenureRecord() {}

    static byte[] write(GenericRecord tenure) {
        Long earliest = State.number(tenure, "startNotBefore");
        Long latest = State.number(tenure, "endNotAfter");
        byte[] record = SERDE.write(tenure);
        return ByteBuffer.allocate(HEADER + record.length)
                .putLong(earliest == null ? Long.MIN_VALUE : earliest)
                .putLong(latest == null ? Long.MAX_VALUE : latest)
                .put(record)
                .array();
    }

    /** Whether the outer bounds of a tenure overlap a range. */
    static boolean overlaps(byte[] value, TimeRange range) {
        ByteBuffer bounds = ByteBuffer.wrap(value);
        return bounds.getLong() <= range.toMillis() && bounds.getLong() >= range.fromMillis();
    }

    static GenericRecord record(byte[] value) {
        byte[] record = Arrays.copyOfRange(value, HEADER, value.length);
        return Objects.requireNonNull(SERDE.deserializer().deserialize(HistoryStores.TENURES, record));
    }

    static AddressTenure read(TenureStoreKey key, byte[] value) {
        GenericRecord record = record(value);
        return new AddressTenure(
                key.address().group(),
                key.address().vpn(),
                key.address().address(),
                Instant.ofEpochMilli(key.start()),
                State.required(record, "family"),
                State.required(record, "leaseType"),
                holder(record),
                record.get("relay") instanceof GenericRecord relay ? attachment(relay) : null,
                moment(record, "start"),
                momentOrNull(record, "end"),
                State.text(record, "endReason"),
                moment(record, "lastSeen"),
                momentOrNull(record, "leaseExpiryTime"),
                State.flag(record, "infiniteLease"),
                State.longOf(record, "renewals"),
                State.flag(record, "heldTwice"),
                new AddressTenure.Bounds(
                        momentOrNull(record, "startNotBefore"),
                        moment(record, "startNotAfter"),
                        moment(record, "endNotBefore"),
                        momentOrNull(record, "endNotAfter")),
                spans(record),
                State.required(record, "certainty"),
                texts(record, "doubts"),
                texts(record, "servers"),
                texts(record, "observedBy"));
    }

    private static AddressTenure.Holder holder(GenericRecord record) {
        return new AddressTenure.Holder(
                State.text(record, "client"),
                (Integer) record.get("hardwareType"),
                State.text(record, "hardwareAddress"),
                hex(record, "clientId"),
                hex(record, "duid"),
                State.number(record, "iaid"),
                State.text(record, "hostname"),
                State.text(record, "fqdn"));
    }

    private static AddressTenure.Attachment attachment(GenericRecord relay) {
        return new AddressTenure.Attachment(
                State.text(relay, "giaddr"),
                State.text(relay, "linkAddress"),
                State.text(relay, "peerAddress"),
                hex(relay, "circuitId"),
                hex(relay, "remoteId"),
                hex(relay, "relayId"),
                hex(relay, "subscriberId"),
                hex(relay, "interfaceId"));
    }

    private static List<AddressTenure.Span> spans(GenericRecord record) {
        List<AddressTenure.Span> spans = new ArrayList<>();
        for (Object span : (List<?>) record.get("certain")) {
            spans.add(new AddressTenure.Span(moment((GenericRecord) span, "from"), moment((GenericRecord) span, "to")));
        }
        return spans;
    }

    static List<String> texts(GenericRecord record, String field) {
        List<String> texts = new ArrayList<>();
        ((List<?>) record.get(field)).forEach(text -> texts.add(text.toString()));
        return texts;
    }

    static @Nullable String hex(GenericRecord record, String field) {
        if (!(record.get(field) instanceof ByteBuffer octets)) {
            return null;
        }
        byte[] exact = new byte[octets.remaining()];
        octets.duplicate().get(exact);
        return HexFormat.of().formatHex(exact);
    }

    private static Instant moment(GenericRecord record, String field) {
        return Instant.ofEpochMilli(State.longOf(record, field));
    }

    private static @Nullable Instant momentOrNull(GenericRecord record, String field) {
        Long moment = State.number(record, field);
        return moment == null ? null : Instant.ofEpochMilli(moment);
    }
}
