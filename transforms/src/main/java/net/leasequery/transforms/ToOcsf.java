package net.leasequery.transforms;

import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.siem.Model;
import net.leasequery.transforms.internal.siem.OcsfModel;
import net.leasequery.transforms.internal.siem.Reporter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Converts bindings to OCSF events of class DHCP Activity (4004), version 1.8.0. {@code docs/siem.md} has the mapping.
 */
public final class ToOcsf<R extends ConnectRecord<R>> extends ModelTransformation<R> {

    @Override
    public ConfigDef config() {
        return definition();
    }

    @Override
    Model model(Reporter reporter, ParsedKeys keys) {
        return OcsfModel.reportedBy(reporter);
    }
}
