package net.leasequery.transforms.internal.siem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * An OCSF observable: a value worth searching for, and where it stands in the event.
 *
 * @param name path of the attribute that has the value
 * @param typeId OCSF's number of the type
 * @param type OCSF's caption of the type
 * @param value the value
 */
record Observable(String name, int typeId, String type, String value) {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.ocsf.Observable")
            .field("name", Schema.STRING_SCHEMA)
            .field("type_id", Schema.INT32_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("value", Schema.STRING_SCHEMA)
            .build();

    Struct toStruct() {
        return new Struct(SCHEMA)
                .put("name", name)
                .put("type_id", typeId)
                .put("type", type)
                .put("value", value);
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
