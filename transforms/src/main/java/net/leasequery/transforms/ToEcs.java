package net.leasequery.transforms;

import net.leasequery.transforms.internal.config.NotBlank;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.siem.EcsModel;
import net.leasequery.transforms.internal.siem.Model;
import net.leasequery.transforms.internal.siem.Reporter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Converts bindings to events of the Elastic Common Schema 9.4.0. {@code docs/siem.md} has the mapping. */
public final class ToEcs<R extends ConnectRecord<R>> extends ModelTransformation<R> {

    static final String TIMESTAMP_FIELD = "timestamp.field";

    @Override
    public ConfigDef config() {
        return definition()
                .define(
                        TIMESTAMP_FIELD,
                        ConfigDef.Type.STRING,
                        "@timestamp",
                        new NotBlank(),
                        Importance.LOW,
                        "Name of the field `@timestamp`. Avro does not allow `@` in a name: for a topic in Avro, set"
                                + " `timestamp`, and rename the field before the sink.");
    }

    @Override
    Model model(Reporter reporter, ParsedKeys keys) {
        return EcsModel.reportedBy(reporter, keys.text(TIMESTAMP_FIELD));
    }
}
