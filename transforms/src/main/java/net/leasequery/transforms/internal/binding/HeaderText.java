package net.leasequery.transforms.internal.binding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads headers in all forms that header converters produce: as a text, as the octets of one, or parsed. */
public final class HeaderText {

    private HeaderText() {}

    /** Returns the value as text; null if it has none. */
    public static @Nullable String of(Header header) {
        Object value = header.value();
        if (value instanceof byte[] octets) {
            return new String(octets, StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer octets) {
            return StandardCharsets.UTF_8.decode(octets.duplicate()).toString();
        }
        return value == null ? null : value.toString();
    }
}
