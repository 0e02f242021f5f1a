package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.OPTIONAL_TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.bytes;
import static net.leasequery.connect.record.FieldTypes.timestamp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.HardwareAddress;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Value of the bindings topic: {@code net.leasequery.Binding}. Client fields of an address that is
 * not leased tell its last client, as the server sent them: history, not a binding. Has one schema for each
 * {@link OptionsFormat}; that of {@link OptionsFormat#MAP} is the Avro contract.
 */
final class BindingStruct {

    private static final Map<OptionsFormat, Schema> SCHEMAS = schemas();

    private final OptionsFormat optionsFormat;
    private final Schema schema;

    BindingStruct(OptionsFormat optionsFormat) {
        this.optionsFormat = optionsFormat;
        this.schema = schema(optionsFormat);
    }

    /** The schema of bindings whose options have this form. */
    static Schema schema(OptionsFormat optionsFormat) {
        return Objects.requireNonNull(SCHEMAS.get(optionsFormat), "there is one for each");
    }

    private static Map<OptionsFormat, Schema> schemas() {
        Map<OptionsFormat, Schema> schemas = new EnumMap<>(OptionsFormat.class);
        for (OptionsFormat format : OptionsFormat.values()) {
            SchemaBuilder binding = SchemaBuilder.struct().name("net.leasequery.Binding");
            defineBeforeOptions(binding);
            format.define(binding);
            binding.field("clockSkewMillis", Schema.OPTIONAL_INT64_SCHEMA);
            schemas.put(format, binding.build());
        }
        return schemas;
    }

    private static void defineBeforeOptions(SchemaBuilder binding) {
        binding.field("eventId", Schema.STRING_SCHEMA)
                .field("server", Schema.STRING_SCHEMA)
                .field("serverId", Schema.OPTIONAL_STRING_SCHEMA)
                .field("family", Schema.STRING_SCHEMA)
                .field("leaseType", Schema.STRING_SCHEMA)
                .field("address", Schema.STRING_SCHEMA)
                .field("prefixLength", Schema.OPTIONAL_INT32_SCHEMA)
                .field("vpn", Schema.OPTIONAL_STRING_SCHEMA)
                .field("state", Schema.STRING_SCHEMA)
                .field("origin", Schema.STRING_SCHEMA)
                .field("hardwareType", Schema.OPTIONAL_INT32_SCHEMA)
                .field("hardwareAddress", Schema.OPTIONAL_STRING_SCHEMA)
                .field("clientId", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("duid", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("iaid", Schema.OPTIONAL_INT64_SCHEMA)
                .field("hostname", Schema.OPTIONAL_STRING_SCHEMA)
                .field("fqdn", Schema.OPTIONAL_STRING_SCHEMA)
                .field("vendorClass", Schema.OPTIONAL_STRING_SCHEMA)
                .field("userClass", Schema.OPTIONAL_STRING_SCHEMA)
                .field("baseTime", OPTIONAL_TIMESTAMP)
                .field("stateStartTime", OPTIONAL_TIMESTAMP)
                .field("lastTransactionTime", OPTIONAL_TIMESTAMP)
                .field("leaseExpiryTime", OPTIONAL_TIMESTAMP)
                .field("renewalTime", OPTIONAL_TIMESTAMP)
                .field("rebindingTime", OPTIONAL_TIMESTAMP)
                .field("preferredExpiryTime", OPTIONAL_TIMESTAMP)
                .field("infiniteLease", Schema.BOOLEAN_SCHEMA)
                .field("relay", RelayStruct.SCHEMA)
                .field("remote", Schema.BOOLEAN_SCHEMA)
                .field("statusCode", Schema.OPTIONAL_INT32_SCHEMA)
                .field("statusMessage", Schema.OPTIONAL_STRING_SCHEMA)
                .field("inferred", Schema.BOOLEAN_SCHEMA)
                .field("snapshotId", Schema.OPTIONAL_STRING_SCHEMA);
    }

    Schema schema() {
        return schema;
    }

    Struct of(SourcePartition source, String eventId, BindingToWrite written) {
        Binding binding = written.content();
        Struct value = new Struct(schema)
                .put("eventId", eventId)
                .put("server", source.server())
                .put("serverId", binding.serverId())
                .put("family", source.familyName())
                .put("state", binding.state().name())
                .put("origin", written.origin().name())
                .put("relay", RelayStruct.of(binding.relay()))
                .put("remote", binding.remote())
                .put("statusCode", binding.statusCode())
                .put("statusMessage", binding.statusMessage())
                .put("inferred", written.inferred())
                .put("snapshotId", written.backfillId())
                .put("clockSkewMillis", written.clockSkewMillis());
        optionsFormat.put(value, binding.options());
        putAddress(value, binding.address());
        putClient(value, binding.client());
        putTimes(value, binding.times());
        return value;
    }

    private static void putAddress(Struct value, BindingAddress address) {
        value.put("leaseType", address.leaseType().name())
                .put("address", address.text())
                .put("prefixLength", address.prefixLength())
                .put("vpn", address.vpn());
    }

    private static void putClient(Struct value, Client client) {
        HardwareAddress hardware = client.hardwareAddress();
        if (hardware != null) {
            value.put("hardwareType", hardware.type()).put("hardwareAddress", hardware.text());
        }
        value.put("clientId", bytes(client.clientId()))
                .put("duid", bytes(client.duid()))
                .put("iaid", client.iaid())
                .put("hostname", client.hostname())
                .put("fqdn", client.fqdn())
                .put("vendorClass", client.vendorClass())
                .put("userClass", client.userClass());
    }

    private static void putTimes(Struct value, BindingTimes times) {
        value.put("baseTime", timestamp(times.baseTime()))
                .put("stateStartTime", timestamp(times.stateStart()))
                .put("lastTransactionTime", timestamp(times.lastTransaction()))
                .put("leaseExpiryTime", timestamp(times.leaseExpiry()))
                .put("renewalTime", timestamp(times.renewal()))
                .put("rebindingTime", timestamp(times.rebinding()))
                .put("preferredExpiryTime", timestamp(times.preferredExpiry()))
                .put("infiniteLease", times.infiniteLease());
    }
}
