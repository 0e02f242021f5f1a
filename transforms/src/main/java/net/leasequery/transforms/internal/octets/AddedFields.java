package net.leasequery.transforms.internal.octets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.leasequery.transforms.internal.binding.Fields;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The fields to add to a binding and to its relay.
 *
 * @param ofBinding to the binding itself
 * @param ofRelay to its field {@code relay}
 */
public record AddedFields(List<AddedField> ofBinding, List<AddedField> ofRelay) {

    /** Decodes client identifiers and DUIDs. */
    public static final String CLIENT = "client";
    /** Decodes vendor formats of option 82 and the enterprise number of a DHCPv6 remote-id. */
    public static final String RELAY = "relay";

    private static final int ENTERPRISE_OCTETS = 4;

    /**
     * Returns the fields for texts, and for decoded contents.
     *
     * @param decoded contents to decode: {@link #CLIENT}, {@link #RELAY}
     */
    public static AddedFields of(Set<String> decoded) {
        List<AddedField> binding = new ArrayList<>(List.of(AddedField.text("clientId"), AddedField.text("duid")));
        List<AddedField> relay = new ArrayList<>();
        for (String source : List.of("circuitId", "remoteId", "relayId", "subscriberId", "interfaceId")) {
            relay.add(AddedField.text(source));
        }
        if (decoded.contains(CLIENT)) {
            addClient(binding);
        }
        if (decoded.contains(RELAY)) {
            addCircuit(relay, "circuitId");
            addCircuit(relay, "interfaceId");
            addRemote(relay);
        }
        return new AddedFields(List.copyOf(binding), List.copyOf(relay));
    }

    private static void addClient(List<AddedField> to) {
        to.add(new AddedField(
                "clientIdHardwareAddress",
                "clientId",
                Schema.OPTIONAL_STRING_SCHEMA,
                fields -> ClientId.hardwareAddress(fields.octets("clientId"))));
        addDuid(to, "duidKind", Schema.OPTIONAL_STRING_SCHEMA, Duid::kind);
        addDuid(to, "duidHardwareAddress", Schema.OPTIONAL_STRING_SCHEMA, Duid::hardwareAddress);
        addDuid(to, "duidTime", Schema.OPTIONAL_STRING_SCHEMA, Duid::time);
        addDuid(to, "duidUuid", Schema.OPTIONAL_STRING_SCHEMA, Duid::uuid);
        addDuid(to, "duidEnterprise", Schema.OPTIONAL_INT64_SCHEMA, Duid::enterprise);
        addDuid(to, "duidEnterpriseName", Schema.OPTIONAL_STRING_SCHEMA, Duid::enterpriseName);
    }

    private static void addDuid(
            List<AddedField> to, String name, Schema schema, Function<Duid, @Nullable Object> part) {
        to.add(new AddedField(name, "duid", schema, fields -> {
            Duid duid = Duid.ofBinding(fields);
            return duid == null ? null : part.apply(duid);
        }));
    }

    private static void addCircuit(List<AddedField> to, String source) {
        to.add(new AddedField(source + "Vlan", source, Schema.OPTIONAL_INT32_SCHEMA, fields -> {
            Circuit circuit = Circuit.read(fields.octets(source));
            return circuit == null ? null : circuit.vlan();
        }));
        to.add(new AddedField(source + "Port", source, Schema.OPTIONAL_STRING_SCHEMA, fields -> {
            Circuit circuit = Circuit.read(fields.octets(source));
            return circuit == null ? null : circuit.port();
        }));
        to.add(new AddedField(source + "Node", source, Schema.OPTIONAL_STRING_SCHEMA, fields -> {
            Circuit circuit = Circuit.read(fields.octets(source));
            return circuit == null ? null : circuit.node();
        }));
    }

    private static void addRemote(List<AddedField> to) {
        to.add(new AddedField(
                "remoteIdHardwareAddress",
                "remoteId",
                Schema.OPTIONAL_STRING_SCHEMA,
                fields -> Circuit.remoteHardwareAddress(fields.octets("remoteId"))));
        to.add(new AddedField("remoteIdEnterprise", "remoteId", Schema.OPTIONAL_INT64_SCHEMA, AddedFields::enterprise));
        to.add(new AddedField("remoteIdEnterpriseName", "remoteId", Schema.OPTIONAL_STRING_SCHEMA, fields -> {
            Long number = enterprise(fields);
            return number == null ? null : EnterpriseNumbers.name(number);
        }));
    }

    /** A DHCPv6 remote-id begins with an enterprise number (RFC 4649 section 3); a DHCPv4 remote-id has none. */
    private static @Nullable Long enterprise(Fields relay) {
        byte[] octets = relay.octets("remoteId");
        boolean dhcpv4 = relay.get("giaddr") != null || relay.get("circuitId") != null;
        boolean dhcpv6 = relay.get("peerAddress") != null || relay.get("interfaceId") != null;
        return octets == null || octets.length <= ENTERPRISE_OCTETS || dhcpv4 || !dhcpv6
                ? null
                : (Long) EnterpriseNumbers.read(octets, 0);
    }
}
