package net.leasequery.transforms;

import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.siem.CimModel;
import net.leasequery.transforms.internal.siem.Model;
import net.leasequery.transforms.internal.siem.Reporter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Converts bindings to events of Splunk's CIM data model Network Sessions (DHCP). {@code docs/siem.md} has the mapping,
 * and the settings with which Splunk adds the tags that the model requires.
 */
public final class ToCim<R extends ConnectRecord<R>> extends ModelTransformation<R> {

    @Override
    public ConfigDef config() {
        return definition();
    }

    @Override
    Model model(Reporter reporter, ParsedKeys keys) {
        return CimModel.reportedBy(reporter);
    }
}
