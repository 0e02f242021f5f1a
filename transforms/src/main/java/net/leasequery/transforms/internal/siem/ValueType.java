package net.leasequery.transforms.internal.siem;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The type of a value in a model's output. */
@SuppressWarnings("ImmutableEnumChecker") // A Connect schema never changes once it is built.
public enum ValueType {
    TEXT("text", Schema.OPTIONAL_STRING_SCHEMA),
    INTEGER("integer", Schema.OPTIONAL_INT32_SCHEMA),
    LONG("long", Schema.OPTIONAL_INT64_SCHEMA),
    FLAG("boolean", Schema.OPTIONAL_BOOLEAN_SCHEMA),
    TEXTS("array of text", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build()),
    /** A list of {@link Observable}. */
    OBSERVABLES(
            "array of objects",
            SchemaBuilder.array(Observable.SCHEMA).optional().build());

    private final String title;
    private final Schema schema;

    ValueType(String title, Schema schema) {
        this.title = title;
        this.schema = schema;
    }

    /** Returns the name for the documentation. */
    public String title() {
        return title;
    }

    Schema schema() {
        return schema;
    }
}
