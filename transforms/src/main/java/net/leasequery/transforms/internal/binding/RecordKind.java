package net.leasequery.transforms.internal.binding;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the connector tells of. Told by its fields and not by the name of its schema: schemaless
 * values have none, and transforms may rename it.
 */
public enum RecordKind {

    /** A binding. */
    BINDING,
    /** The end of a key: no value. */
    TOMBSTONE,
    /** A step of the conversation with a server, or a heartbeat. It names no client. */
    OF_SERVER,
    /** A message that could not be decoded, with its octets. */
    QUARANTINED,
    /** None of these. */
    OTHER;

    private static final List<String> BINDING_FIELDS =
            List.of("eventId", "server", "leaseType", "address", "state", "origin");

    /** The kind of a record. {@link RecordKinds} tells that of structures sooner. */
    public static RecordKind of(ConnectRecord<?> record) {
        return record.value() == null ? TOMBSTONE : ofValue(record.value());
    }

    private static RecordKind ofValue(@Nullable Object value) {
        Fields fields = Fields.of(value);
        return fields == null ? OTHER : having(fields::has);
    }

    /** The kind of what has certain fields. */
    static RecordKind having(Predicate<String> fields) {
        if (BINDING_FIELDS.stream().allMatch(fields)) {
            return BINDING;
        }
        if (!fields.test("server") || !fields.test("family") || !fields.test("time")) {
            return OTHER;
        }
        if (fields.test("octets") && fields.test("reason")) {
            return QUARANTINED;
        }
        return fields.test("gapOpen") ? OF_SERVER : OTHER;
    }
}
