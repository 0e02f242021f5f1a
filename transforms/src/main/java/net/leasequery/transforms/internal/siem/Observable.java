package net.leasequery.transforms.internal.siem;

import java.util.LinkedHashMap;
import java.util.Map;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * An OCSF observable: a value worth searching for, and its path in the event.
 *
 * @param name path of the attribute that has the value
 * @param typeId OCSF's number of the type
 * @param type OCSF's caption of the type
 * @param value of the attribute
 */
record Observable(String name, int typeId, String type, String value) {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.ocsf.Observable")
            .field("name", Schema.STRING_SCHEMA)
            .field("type_id", Schema.INT32_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("value", Schema.STRING_SCHEMA)
            .build();

    private static final TargetField NAME = TargetField.of(SCHEMA.field("name"));
    private static final TargetField TYPE_ID = TargetField.of(SCHEMA.field("type_id"));
    private static final TargetField TYPE = TargetField.of(SCHEMA.field("type"));
    private static final TargetField VALUE = TargetField.of(SCHEMA.field("value"));

    Struct toStruct() {
        Struct struct = new Struct(SCHEMA);
        NAME.put(struct, name);
        TYPE_ID.put(struct, typeId);
        TYPE.put(struct, type);
        VALUE.put(struct, value);
        return struct;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("type_id", typeId);
        map.put("type", type);
        map.put("value", value);
        return map;
    }
}
