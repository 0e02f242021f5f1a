package net.leasequery.transforms;

import java.util.Map;
import java.util.Set;
import net.leasequery.transforms.internal.BuildVersion;
import net.leasequery.transforms.internal.binding.RecordKind;
import net.leasequery.transforms.internal.binding.RecordKinds;
import net.leasequery.transforms.internal.config.Choices;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.octets.AddedFields;
import net.leasequery.transforms.internal.octets.TextView;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Adds a text for each field of octets of a binding, such as {@code clientIdText} for {@code clientId}: the octets as
 * ASCII if all of them are printable (0x20 to 0x7e, not only spaces), else in hexadecimal. The octets stay. The
 * contents of common formats are decoded if configured. Records that are not bindings pass unchanged. Thread-safe once
 * configured.
 */
public final class OctetsToText<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    static final String DECODE = "decode";

    private final RecordKinds kinds = new RecordKinds();

    private volatile @Nullable TextView view;

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        DECODE,
                        ConfigDef.Type.LIST,
                        "",
                        new Choices(AddedFields.CLIENT, AddedFields.RELAY),
                        Importance.MEDIUM,
                        "What to decode into separate fields, in addition to the texts. `client`: the Ethernet"
                                + " address in a client identifier of type 1, and type, hardware address, time, UUID"
                                + " and enterprise number of a DUID (also of one in a client identifier of RFC"
                                + " 4361). `relay`: VLAN, port and access node from a circuit-id or interface-id in"
                                + " the formats of Cisco Catalyst, TR-101 and Junos, the MAC address from a Cisco"
                                + " remote-id, and the enterprise number of a DHCPv6 remote-id. Octets in any other"
                                + " format add no field. By default nothing is decoded.");
    }

    @Override
    public void configure(Map<String, ?> given) {
        view = new TextView(
                AddedFields.of(Set.copyOf(ParsedKeys.of(config(), given).list(DECODE))));
    }

    @Override
    public R apply(R record) {
        if (kinds.of(record) != RecordKind.BINDING) {
            return record;
        }
        TextView current = view;
        if (current == null) {
            throw new IllegalStateException("configure was not called");
        }
        if (record.value() instanceof Struct binding) {
            Struct value = current.of(binding);
            return with(record, value.schema(), value);
        }
        return with(record, null, current.of((Map<?, ?>) record.value()));
    }

    private R with(R record, @Nullable Schema schema, Object value) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                schema,
                value,
                record.timestamp(),
                record.headers());
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public void close() {
        // There are no resources to close.
    }
}
