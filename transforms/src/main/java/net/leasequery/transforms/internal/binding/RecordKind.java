package net.leasequery.transforms.internal.binding;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a record of the connector. Determined by its fields and not by the name of its schema: schemaless values
 * have no schema, and transforms may rename it.
 */
public enum RecordKind {

    /** A binding. */
    BINDING,
    /** A tombstone: a record without a value. */
    TOMBSTONE,
    /** A connection event or a heartbeat. It names no client. */
    OF_SERVER,
    /** A quarantined message: it could not be decoded, and the record has its octets. */
    QUARANTINED,
    /** None of these. */
    OTHER;

    private static final List<String> BINDING_FIELDS =
            List.of("eventId", "server", "leaseType", "address", "state", "origin");

    /** Returns the kind of a record. {@link RecordKinds} is faster for structures. */
    public static RecordKind of(ConnectRecord<?> record) {
        return record.value() == null ? TOMBSTONE : ofValue(record.value());
    }

    private static RecordKind ofValue(@Nullable Object value) {
        Fields fields = Fields.of(value);
        return fields == null ? OTHER : having(fields::has);
    }

    /** Returns the kind of an object with certain fields. */
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
