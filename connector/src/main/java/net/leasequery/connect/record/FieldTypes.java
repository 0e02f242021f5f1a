package net.leasequery.connect.record;

import java.util.Date;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** How the schemas of this package represent points in time and octets. */
final class FieldTypes {

    /** A point in time; milliseconds since 1970-01-01 UTC, {@code timestamp-millis} in Avro. */
    static final Schema TIMESTAMP = Timestamp.SCHEMA;

    /** A point in time that may be unknown. */
    static final Schema OPTIONAL_TIMESTAMP = Timestamp.builder().optional().build();

    private FieldTypes() {}

    @SuppressWarnings("JavaUtilDate") // Connect's Timestamp accepts nothing else.
    static Date timestamp(long epochMilli) {
        return new Date(epochMilli);
    }

    static @Nullable Date timestamp(@Nullable ServerTime time) {
        return time == null ? null : timestamp(time.toEpochMilli());
    }

    static byte @Nullable [] bytes(@Nullable Octets octets) {
        return octets == null ? null : octets.toByteArray();
    }
}
