package net.leasequery.transforms.internal.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFieldTest {

    @Test
    void aRefusedValueIsReportedWithTheNameOfItsField() {
        Schema schema = SchemaBuilder.struct()
                .field("state", Schema.STRING_SCHEMA)
                .field("iaid", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        TargetField field = TargetField.of(schema.field("iaid"));
        Struct struct = new Struct(schema);

        assertThatThrownBy(() -> field.put(struct, "seven"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("iaid");
        field.put(struct, 7L);
        assertThat(struct.getInt64("iaid")).isEqualTo(7L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStructureWithinIsCheckedWhetherItsFieldsAreOptionalOrNot(boolean optional) {
        Schema inner = SchemaBuilder.struct()
                .optional()
                .field("giaddr", optional ? Schema.OPTIONAL_STRING_SCHEMA : Schema.STRING_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct().field("relay", inner).build();
        TargetField relay = TargetField.of(schema.field("relay"));
        TargetField giaddr = TargetField.of(inner.field("giaddr"));
        Struct struct = new Struct(schema);

        relay.put(struct, new Struct(inner), values -> giaddr.put(values, "192.0.2.1"));

        struct.validate();
        assertThat(struct.getStruct("relay").getString("giaddr")).isEqualTo("192.0.2.1");
        assertThatThrownBy(() -> relay.put(struct, new Struct(inner), values -> giaddr.put(values, 7)))
                .hasMessageContaining("giaddr");
    }
}
