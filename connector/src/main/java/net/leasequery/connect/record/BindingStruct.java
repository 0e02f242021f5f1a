package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.OPTIONAL_TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.bytes;
import static net.leasequery.connect.record.FieldTypes.putIfKnown;
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
import org.apache.kafka.connect.data.Field;
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

    // Looked up once: a record has more than thirty, and a struct looks each up by name otherwise.
    private final Field eventIdField;
    private final Field serverField;
    private final Field serverIdField;
    private final Field familyField;
    private final Field leaseTypeField;
    private final Field addressField;
    private final Field prefixLengthField;
    private final Field vpnField;
    private final Field stateField;
    private final Field originField;
    private final Field hardwareTypeField;
    private final Field hardwareAddressField;
    private final Field clientIdField;
    private final Field duidField;
    private final Field iaidField;
    private final Field hostnameField;
    private final Field fqdnField;
    private final Field vendorClassField;
    private final Field userClassField;
    private final Field baseTimeField;
    private final Field stateStartField;
    private final Field lastTransactionField;
    private final Field leaseExpiryField;
    private final Field renewalField;
    private final Field rebindingField;
    private final Field preferredExpiryField;
    private final Field infiniteLeaseField;
    private final Field relayField;
    private final Field remoteField;
    private final Field statusCodeField;
    private final Field statusMessageField;
    private final Field inferredField;
    private final Field snapshotIdField;
    private final Field clockSkewField;

    BindingStruct(OptionsFormat optionsFormat) {
        this.optionsFormat = optionsFormat;
        this.schema = schema(optionsFormat);
        this.eventIdField = schema.field("eventId");
        this.serverField = schema.field("server");
        this.serverIdField = schema.field("serverId");
        this.familyField = schema.field("family");
        this.leaseTypeField = schema.field("leaseType");
        this.addressField = schema.field("address");
        this.prefixLengthField = schema.field("prefixLength");
        this.vpnField = schema.field("vpn");
        this.stateField = schema.field("state");
        this.originField = schema.field("origin");
        this.hardwareTypeField = schema.field("hardwareType");
        this.hardwareAddressField = schema.field("hardwareAddress");
        this.clientIdField = schema.field("clientId");
        this.duidField = schema.field("duid");
        this.iaidField = schema.field("iaid");
        this.hostnameField = schema.field("hostname");
        this.fqdnField = schema.field("fqdn");
        this.vendorClassField = schema.field("vendorClass");
        this.userClassField = schema.field("userClass");
        this.baseTimeField = schema.field("baseTime");
        this.stateStartField = schema.field("stateStartTime");
        this.lastTransactionField = schema.field("lastTransactionTime");
        this.leaseExpiryField = schema.field("leaseExpiryTime");
        this.renewalField = schema.field("renewalTime");
        this.rebindingField = schema.field("rebindingTime");
        this.preferredExpiryField = schema.field("preferredExpiryTime");
        this.infiniteLeaseField = schema.field("infiniteLease");
        this.relayField = schema.field("relay");
        this.remoteField = schema.field("remote");
        this.statusCodeField = schema.field("statusCode");
        this.statusMessageField = schema.field("statusMessage");
        this.inferredField = schema.field("inferred");
        this.snapshotIdField = schema.field("snapshotId");
        this.clockSkewField = schema.field("clockSkewMillis");
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
        Struct value = new Struct(schema);
        value.put(eventIdField, eventId);
        value.put(serverField, source.server());
        putIfKnown(value, serverIdField, binding.serverId());
        value.put(familyField, source.familyName());
        value.put(stateField, binding.state().name());
        value.put(originField, written.origin().name());
        putIfKnown(value, relayField, RelayStruct.of(binding.relay()));
        value.put(remoteField, binding.remote());
        putIfKnown(value, statusCodeField, binding.statusCode());
        putIfKnown(value, statusMessageField, binding.statusMessage());
        value.put(inferredField, written.inferred());
        putIfKnown(value, snapshotIdField, written.backfillId());
        putIfKnown(value, clockSkewField, written.clockSkewMillis());
        optionsFormat.put(value, binding.options());
        putAddress(value, binding.address());
        putClient(value, binding.client());
        putTimes(value, binding.times());
        return value;
    }

    private void putAddress(Struct value, BindingAddress address) {
        value.put(leaseTypeField, address.leaseType().name());
        value.put(addressField, address.text());
        putIfKnown(value, prefixLengthField, address.prefixLength());
        putIfKnown(value, vpnField, address.vpn());
    }

    private void putClient(Struct value, Client client) {
        HardwareAddress hardware = client.hardwareAddress();
        if (hardware != null) {
            value.put(hardwareTypeField, hardware.type());
            value.put(hardwareAddressField, hardware.text());
        }
        putIfKnown(value, clientIdField, bytes(client.clientId()));
        putIfKnown(value, duidField, bytes(client.duid()));
        putIfKnown(value, iaidField, client.iaid());
        putIfKnown(value, hostnameField, client.hostname());
        putIfKnown(value, fqdnField, client.fqdn());
        putIfKnown(value, vendorClassField, client.vendorClass());
        putIfKnown(value, userClassField, client.userClass());
    }

    private void putTimes(Struct value, BindingTimes times) {
        putIfKnown(value, baseTimeField, timestamp(times.baseTime()));
        putIfKnown(value, stateStartField, timestamp(times.stateStart()));
        putIfKnown(value, lastTransactionField, timestamp(times.lastTransaction()));
        putIfKnown(value, leaseExpiryField, timestamp(times.leaseExpiry()));
        putIfKnown(value, renewalField, timestamp(times.renewal()));
        putIfKnown(value, rebindingField, timestamp(times.rebinding()));
        putIfKnown(value, preferredExpiryField, timestamp(times.preferredExpiry()));
        value.put(infiniteLeaseField, times.infiniteLease());
    }
}
