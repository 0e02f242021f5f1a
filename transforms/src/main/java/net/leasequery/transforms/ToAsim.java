package net.leasequery.transforms;

import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.siem.AsimModel;
import net.leasequery.transforms.internal.siem.Model;
import net.leasequery.transforms.internal.siem.Reporter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Converts bindings to events of Microsoft Sentinel's ASIM schema DhcpEvent 0.1. {@code docs/siem.md} has the mapping.
 */
public final class ToAsim<R extends ConnectRecord<R>> extends ModelTransformation<R> {

    @Override
    public ConfigDef config() {
        return definition();
    }

    @Override
    Model model(Reporter reporter, ParsedKeys keys) {
        return AsimModel.reportedBy(reporter);
    }
}
