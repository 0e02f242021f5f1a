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
import net.leasequery.requestor.RelayInfo;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Value of the bindings topic: {@code net.leasequery.Binding}. The client fields of an address that is not leased name
 * its last client, as sent by the server: they are history, not a binding. There is one schema for each
 * {@link OptionsFormat}; that of {@link OptionsFormat#MAP} is the Avro contract.
 */
final class BindingStruct {

    private static final Map<OptionsFormat, Schema> SCHEMAS = schemas();

    private final OptionsFormat optionsFormat;
    private final Schema schema;

    // Looked up once: a record has more than thirty fields, and a struct would look up each by name.
    private final RecordField eventIdField;
    private final RecordField serverField;
    private final RecordField serverIdField;
    private final RecordField familyField;
    private final RecordField leaseTypeField;
    private final RecordField addressField;
    private final RecordField prefixLengthField;
    private final RecordField vpnField;
    private final RecordField stateField;
    private final RecordField originField;
    private final RecordField hardwareTypeField;
    private final RecordField hardwareAddressField;
    private final RecordField clientIdField;
    private final RecordField duidField;
    private final RecordField iaidField;
    private final RecordField hostnameField;
    private final RecordField fqdnField;
    private final RecordField vendorClassField;
    private final RecordField userClassField;
    private final RecordField baseTimeField;
    private final RecordField stateStartField;
    private final RecordField lastTransactionField;
    private final RecordField leaseExpiryField;
    private final RecordField renewalField;
    private final RecordField rebindingField;
    private final RecordField preferredExpiryField;
    private final RecordField infiniteLeaseField;
    private final RecordField relayField;
    private final RecordField remoteField;
    private final RecordField statusCodeField;
    private final RecordField statusMessageField;
    private final RecordField inferredField;
    private final RecordField snapshotIdField;
    private final RecordField clockSkewField;
    private final @Nullable RecordField optionsField;

    BindingStruct(OptionsFormat optionsFormat) {
        this.optionsFormat = optionsFormat;
        this.schema = schema(optionsFormat);
        this.eventIdField = RecordField.of(schema, "eventId");
        this.serverField = RecordField.of(schema, "server");
        this.serverIdField = RecordField.of(schema, "serverId");
        this.familyField = RecordField.of(schema, "family");
        this.leaseTypeField = RecordField.of(schema, "leaseType");
        this.addressField = RecordField.of(schema, "address");
        this.prefixLengthField = RecordField.of(schema, "prefixLength");
        this.vpnField = RecordField.of(schema, "vpn");
        this.stateField = RecordField.of(schema, "state");
        this.originField = RecordField.of(schema, "origin");
        this.hardwareTypeField = RecordField.of(schema, "hardwareType");
        this.hardwareAddressField = RecordField.of(schema, "hardwareAddress");
        this.clientIdField = RecordField.of(schema, "clientId");
        this.duidField = RecordField.of(schema, "duid");
        this.iaidField = RecordField.of(schema, "iaid");
        this.hostnameField = RecordField.of(schema, "hostname");
        this.fqdnField = RecordField.of(schema, "fqdn");
        this.vendorClassField = RecordField.of(schema, "vendorClass");
        this.userClassField = RecordField.of(schema, "userClass");
        this.baseTimeField = RecordField.of(schema, "baseTime");
        this.stateStartField = RecordField.of(schema, "stateStartTime");
        this.lastTransactionField = RecordField.of(schema, "lastTransactionTime");
        this.leaseExpiryField = RecordField.of(schema, "leaseExpiryTime");
        this.renewalField = RecordField.of(schema, "renewalTime");
        this.rebindingField = RecordField.of(schema, "rebindingTime");
        this.preferredExpiryField = RecordField.of(schema, "preferredExpiryTime");
        this.infiniteLeaseField = RecordField.of(schema, "infiniteLease");
        this.relayField = RecordField.of(schema, "relay");
        this.remoteField = RecordField.of(schema, "remote");
        this.statusCodeField = RecordField.of(schema, "statusCode");
        this.statusMessageField = RecordField.of(schema, "statusMessage");
        this.inferredField = RecordField.of(schema, "inferred");
        this.snapshotIdField = RecordField.of(schema, "snapshotId");
        this.clockSkewField = RecordField.of(schema, "clockSkewMillis");
        this.optionsField = schema.field("options") == null ? null : RecordField.of(schema, "options");
    }

    /** Returns the schema of bindings whose options have this format. */
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
        eventIdField.put(value, eventId);
        serverField.put(value, source.server());
        serverIdField.putIfKnown(value, binding.serverId());
        familyField.put(value, source.familyName());
        stateField.put(value, binding.state().name());
        originField.put(value, written.origin().name());
        putRelay(value, binding.relay());
        remoteField.put(value, binding.remote());
        statusCodeField.putIfKnown(value, binding.statusCode());
        statusMessageField.putIfKnown(value, binding.statusMessage());
        inferredField.put(value, written.inferred());
        snapshotIdField.putIfKnown(value, written.backfillId());
        clockSkewField.putIfKnown(value, written.clockSkewMillis());
        if (optionsField != null) {
            optionsFormat.put(value, optionsField, binding.options());
        }
        putAddress(value, binding.address());
        putClient(value, binding.client());
        putTimes(value, binding.times());
        return value;
    }

    /**
     * Put while it is still empty: putting a struct validates all of it, and each value is validated anyway when it is
     * put.
     */
    private void putRelay(Struct value, @Nullable RelayInfo relay) {
        if (relay != null) {
            Struct struct = RelayStruct.empty();
            relayField.put(value, struct);
            RelayStruct.fill(struct, relay);
        }
    }

    private void putAddress(Struct value, BindingAddress address) {
        leaseTypeField.put(value, address.leaseType().name());
        addressField.put(value, address.text());
        prefixLengthField.putIfKnown(value, address.prefixLength());
        vpnField.putIfKnown(value, address.vpn());
    }

    private void putClient(Struct value, Client client) {
        HardwareAddress hardware = client.hardwareAddress();
        if (hardware != null) {
            hardwareTypeField.put(value, hardware.type());
            hardwareAddressField.put(value, hardware.text());
        }
        clientIdField.putIfKnown(value, bytes(client.clientId()));
        duidField.putIfKnown(value, bytes(client.duid()));
        iaidField.putIfKnown(value, client.iaid());
        hostnameField.putIfKnown(value, client.hostname());
        fqdnField.putIfKnown(value, client.fqdn());
        vendorClassField.putIfKnown(value, client.vendorClass());
        userClassField.putIfKnown(value, client.userClass());
    }

    private void putTimes(Struct value, BindingTimes times) {
        baseTimeField.putIfKnown(value, timestamp(times.baseTime()));
        stateStartField.putIfKnown(value, timestamp(times.stateStart()));
        lastTransactionField.putIfKnown(value, timestamp(times.lastTransaction()));
        leaseExpiryField.putIfKnown(value, timestamp(times.leaseExpiry()));
        renewalField.putIfKnown(value, timestamp(times.renewal()));
        rebindingField.putIfKnown(value, timestamp(times.rebinding()));
        preferredExpiryField.putIfKnown(value, timestamp(times.preferredExpiry()));
        infiniteLeaseField.put(value, times.infiniteLease());
    }
}
