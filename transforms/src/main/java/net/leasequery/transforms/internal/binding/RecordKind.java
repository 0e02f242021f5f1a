package net.leasequery.transforms.internal.binding;

import java.util.List;
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

    public static RecordKind of(ConnectRecord<?> record) {
        return record.value() == null ? TOMBSTONE : ofValue(record.value());
    }

    private static RecordKind ofValue(@Nullable Object value) {
        Fields fields = Fields.of(value);
        if (fields == null) {
            return OTHER;
        }
        if (isBinding(fields)) {
            return BINDING;
        }
        if (!fields.has("server") || !fields.has("family") || !fields.has("time")) {
            return OTHER;
        }
        if (fields.has("octets") && fields.has("reason")) {
            return QUARANTINED;
        }
        return fields.has("gapOpen") ? OF_SERVER : OTHER;
    }

    private static boolean isBinding(Fields fields) {
        for (String name : BINDING_FIELDS) {
            if (!fields.has(name)) {
                return false;
            }
        }
        return true;
    }
}
