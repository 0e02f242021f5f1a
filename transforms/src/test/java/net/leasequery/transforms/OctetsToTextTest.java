package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked // A record that was dropped fails the test as well.
class OctetsToTextTest {

    @Test
    void addsTextBesideTheOctetsAndKeepsThem() {
        Struct binding = Bindings.renewed();

        Struct output = (Struct) apply("", Bindings.record(binding)).value();

        assertThat(output.getString("clientIdText")).isEqualTo("01aabbccddeeff");
        assertThat(output.getBytes("clientId")).isEqualTo(binding.getBytes("clientId"));
        assertThat(output.getStruct("relay").getString("circuitIdText")).isEqualTo("ge-0/0/4.0:100");
        assertThat(output.getStruct("relay").getString("remoteIdText")).isEqualTo("000602420a0b0c0d");
        assertThat(output.get("duidText")).isNull();
        Bindings.SCHEMA.fields().stream()
                .filter(field -> !field.name().equals("relay"))
                .forEach(field -> assertThat(output.get(field.name())).isEqualTo(binding.get(field.name())));
        output.validate();
    }

    @Test
    void oneSchemaServesAllRecordsOfASchema() {
        OctetsToText<SinkRecord> transform = new OctetsToText<>();
        transform.configure(Map.of("decode", "client,relay"));

        SinkRecord first = transform.apply(Bindings.record(Bindings.renewed()));
        SinkRecord second = transform.apply(Bindings.record(Bindings.bare("192.0.2.8", "ACTIVE", "LIVE")));

        assertThat(second.valueSchema()).isSameAs(first.valueSchema());
        assertThat(first.valueSchema().name()).isEqualTo("net.leasequery.Binding");
    }

    @Test
    void theSameWithoutSchema() {
        Map<?, ?> output = (Map<?, ?>) apply("client,relay", Bindings.schemaless(Bindings.record(Bindings.renewed())))
                .value();

        assertThat(output.get("clientIdText")).isEqualTo("01aabbccddeeff");
        assertThat(output.get("clientIdHardwareAddress")).isEqualTo("aa:bb:cc:dd:ee:ff");
        Map<?, ?> relay = (Map<?, ?>) output.get("relay");
        assertThat(relay.get("circuitIdPort")).isEqualTo("ge-0/0/4.0");
        assertThat(relay.get("circuitIdVlan")).isEqualTo(100);
        assertThat(relay.get("remoteIdHardwareAddress")).isEqualTo("02:42:0a:0b:0c:0d");
        assertThat(relay.containsKey("circuitIdNode")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "000400640105,100,1/5,",
                "00041fff0105,,,",
                "000400640105ff,,,",
                "'dslam-7 eth 0/3/1:200',200,0/3/1,dslam-7",
                "'dslam-7 eth 0/3',,0/3,dslam-7",
                "'dslam-7 eth 0/3:9999',,,",
                "'xe-1/0/11:4094',4094,xe-1/0/11,",
                "'ae5.100:7',7,ae5.100,",
                "'Gi1/0/1',,,",
                "'',,,",
            })
    void readsDocumentedFormsOfACircuitId(
            String circuit, @Nullable Integer vlan, @Nullable String port, @Nullable String node) {
        byte[] octets = circuit.startsWith("'")
                ? circuit.substring(1, circuit.length() - 1).getBytes(StandardCharsets.US_ASCII)
                : HexFormat.of().parseHex(circuit);
        Struct binding = Bindings.renewed();
        binding.getStruct("relay").put("circuitId", octets);

        Struct relay = ((Struct) apply("relay", Bindings.record(binding)).value()).getStruct("relay");

        assertThat(relay.get("circuitIdVlan")).isEqualTo(vlan);
        assertThat(relay.get("circuitIdPort")).isEqualTo(port);
        assertThat(relay.get("circuitIdNode")).isEqualTo(node);
    }

    @ParameterizedTest
    @CsvSource({
        "000100012c0d3e80aabbccddeeff,LLT,aa:bb:cc:dd:ee:ff,2023-06-02T23:57:52Z,,,",
        "00030001aabbccddeeff,LL,aa:bb:cc:dd:ee:ff,,,,",
        "0002000009bf01020304,EN,,,,2495,",
        "000200000137aabb,EN,,,,311,Microsoft",
        "0004000102030405060708090a0b0c0d0e0f,UUID,,,00010203-0405-0607-0809-0a0b0c0d0e0f,,",
        "00040001,,,,,,",
        "0009aabbccddee,,,,,,",
        "000100,,,,,,",
    })
    void readsTheKindsOfADuid(
            String duid,
            @Nullable String kind,
            @Nullable String hardware,
            @Nullable String time,
            @Nullable String uuid,
            @Nullable Long enterprise,
            @Nullable String enterpriseName) {
        byte[] octets = HexFormat.of().parseHex(duid);
        Struct ipv6 = Bindings.bare("2001:db8::7", "ACTIVE", "LIVE").put("duid", octets);
        byte[] clientId = HexFormat.of().parseHex("ff01020304" + duid);
        Struct ipv4 = Bindings.bare("192.0.2.7", "ACTIVE", "LIVE").put("clientId", clientId);

        for (Struct binding : List.of(ipv6, ipv4)) {
            Struct output = (Struct) apply("client", Bindings.record(binding)).value();

            assertThat(output.get("duidKind")).isEqualTo(kind);
            assertThat(output.get("duidHardwareAddress")).isEqualTo(hardware);
            assertThat(output.get("duidTime")).isEqualTo(time);
            assertThat(output.get("duidUuid")).isEqualTo(uuid);
            assertThat(output.get("duidEnterprise")).isEqualTo(enterprise);
            assertThat(output.get("duidEnterpriseName")).isEqualTo(enterpriseName);
        }
    }

    @Test
    void aDhcpv6RemoteIdBeginsWithAnEnterpriseNumber() {
        Struct relay = new Struct(Bindings.RELAY)
                .put("peerAddress", "fe80::1")
                .put("remoteId", HexFormat.of().parseHex("00000a4c6162"));
        Struct binding = Bindings.bare("2001:db8::7", "ACTIVE", "LIVE").put("relay", relay);

        Struct output = ((Struct) apply("relay", Bindings.record(binding)).value()).getStruct("relay");

        assertThat(output.get("remoteIdEnterprise")).isEqualTo(2636L);
        assertThat(output.get("remoteIdEnterpriseName")).isEqualTo("Juniper Networks, Inc.");
    }

    @Test
    void whatIsNoBindingPassesUntouched() {
        for (SinkRecord record : OtherRecords.withoutClients()) {
            assertThat(apply("client", record)).isSameAs(record);
        }
        SinkRecord tombstone = Bindings.record(null);
        assertThat(apply("client", tombstone)).isSameAs(tombstone);
        SinkRecord quarantined = OtherRecords.quarantined();
        assertThat(apply("client", quarantined)).isSameAs(quarantined);
    }

    private static SinkRecord apply(String decode, SinkRecord record) {
        OctetsToText<SinkRecord> transform = new OctetsToText<>();
        transform.configure(Map.of("decode", decode));
        return transform.apply(record);
    }
}
