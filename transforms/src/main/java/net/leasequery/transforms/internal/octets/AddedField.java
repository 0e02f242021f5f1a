package net.leasequery.transforms.internal.octets;

import java.util.function.Function;
import net.leasequery.transforms.internal.binding.Fields;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A field that {@code OctetsToText} adds.
 *
 * @param name of the new field
 * @param source field whose octets the new field shows; the new field is added to the objects that have it
 * @param schema of the new field, an optional one
 * @param value derived from the object with the source field; null if the octets do not have the expected format
 */
public record AddedField(String name, String source, Schema schema, Function<Fields, @Nullable Object> value) {

    static AddedField text(String source) {
        return new AddedField(
                source + "Text", source, Schema.OPTIONAL_STRING_SCHEMA, fields -> OctetText.of(fields.octets(source)));
    }
}
