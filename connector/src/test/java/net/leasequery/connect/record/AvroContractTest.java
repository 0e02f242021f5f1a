package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.Binding;
import net.leasequery.BindingKey;
import net.leasequery.ConnectionEvent;
import net.leasequery.Heartbeat;
import net.leasequery.QuarantinedMessage;
import net.leasequery.Relay;
import net.leasequery.ServerKey;
import net.leasequery.codec.Octets;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.table.Receipt;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a worker's Avro converter makes of our structs is what the {@code .avsc} files promise. */
class AvroContractTest {

    private final AvroData converter = new AvroData(new AvroDataConfig(Map.of("connect.meta.data", "false")));

    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of(BindingKeyStruct.SCHEMA, BindingKey.getClassSchema()),
                Arguments.of(ServerKeyStruct.SCHEMA, ServerKey.getClassSchema()),
                Arguments.of(BindingStruct.schema(OptionsFormat.MAP), Binding.getClassSchema()),
                Arguments.of(ConnectionEventStruct.SCHEMA, ConnectionEvent.getClassSchema()),
                Arguments.of(HeartbeatStruct.SCHEMA, Heartbeat.getClassSchema()),
                Arguments.of(QuarantinedMessageStruct.SCHEMA, QuarantinedMessage.getClassSchema()));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void connectSchemaEqualsTheAvroSchema(org.apache.kafka.connect.data.Schema connect, Schema avro) {
        Schema converted = converter.fromConnectSchema(connect);

        assertThat(AvroShape.of(converted)).isEqualTo(AvroShape.of(avro));
    }

    @Test
    void aBindingWithEveryFieldReachesAConsumer() throws IOException {
        var delivery = new Delivery.OfBinding(Samples.full(), Origin.GAP_FILL, "snap", -7L, Samples.liveAt(1), true);

        BindingToWrite reported =
                BindingToWrite.reported(delivery, new Fingerprints(Sweep.none(), true).of(delivery), Receipt.NONE);
        Binding read = read(new BindingStruct(OptionsFormat.MAP).of(Samples.EAST, "id", reported), Binding.class);

        Relay relay = Relay.newBuilder()
                .setGiaddr("192.0.2.254")
                .setLinkAddress("192.0.2.0")
                .setPeerAddress("fe80::1")
                .setCircuitId(octets("01"))
                .setRemoteId(octets("02"))
                .setRelayId(octets("03"))
                .setSubscriberId(octets("04"))
                .setInterfaceId(octets("05"))
                .build();
        Binding expected = Binding.newBuilder()
                .setEventId("id")
                .setServer("east")
                .setServerId("192.0.2.1")
                .setFamily("ipv4")
                .setLeaseType("V4")
                .setAddress("192.0.2.7")
                .setPrefixLength(24)
                .setVpn("blue")
                .setState("ACTIVE")
                .setOrigin("GAP_FILL")
                .setHardwareType(1)
                .setHardwareAddress("aa:bb:cc:dd:ee:ff")
                .setClientId(octets("01aabbccddeeff"))
                .setDuid(octets("0001"))
                .setIaid(4_294_967_295L)
                .setHostname("host")
                .setFqdn("host.example.net")
                .setVendorClass("vendor")
                .setUserClass("user")
                .setBaseTime(Instant.ofEpochSecond(1_800_000_000))
                .setStateStartTime(Instant.ofEpochSecond(1_800_000_001))
                .setLastTransactionTime(Instant.ofEpochSecond(1_800_000_002))
                .setLeaseExpiryTime(Instant.ofEpochSecond(1_800_000_003))
                .setRenewalTime(Instant.ofEpochSecond(1_800_000_004))
                .setRebindingTime(Instant.ofEpochSecond(1_800_000_005))
                .setPreferredExpiryTime(Instant.ofEpochSecond(1_800_000_006))
                .setInfiniteLease(true)
                .setRelay(relay)
                .setRemote(true)
                .setStatusCode(2)
                .setStatusMessage("odd")
                .setInferred(false)
                .setSnapshotId("snap")
                .setOptions(Map.of("124", octets("0a0b"), "43", octets("")))
                .setClockSkewMillis(-7L)
                .build();
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void anEventReachesAConsumer() throws IOException {
        Gap gap = new Gap(Samples.second(100), Samples.second(200));
        var delivery = Samples.notice(new Notice.GapFilled(gap, "snap", 42, false), Samples.owing(300, gap));

        ConnectionEvent read = read(ConnectionEventStruct.of(Samples.EAST, delivery), ConnectionEvent.class);

        assertThat(read)
                .isEqualTo(ConnectionEvent.newBuilder()
                        .setServer("east")
                        .setFamily("ipv4")
                        .setType("GAP_FILLED")
                        .setTime(Instant.ofEpochMilli(1_800_000_000_123L))
                        .setCount(42L)
                        .setSnapshotId("snap")
                        .setGapStart(Instant.ofEpochSecond(100))
                        .setGapEnd(Instant.ofEpochSecond(200))
                        .setGapOpen(true)
                        .setBaseTime(Instant.ofEpochSecond(300))
                        .setLagSeconds(3L)
                        .build());
    }

    @Test
    void aHeartbeatReachesAConsumer() throws IOException {
        Struct struct = HeartbeatStruct.of(Samples.EAST, 5_000, Samples.owing(300, Gap.SNAPSHOT));

        Heartbeat read = read(struct, Heartbeat.class);

        assertThat(read)
                .isEqualTo(Heartbeat.newBuilder()
                        .setServer("east")
                        .setFamily("ipv4")
                        .setTime(Instant.ofEpochMilli(5_000))
                        .setBaseTime(Instant.ofEpochSecond(300))
                        .setLagSeconds(3L)
                        .setGapOpen(true)
                        .setClockSkewMillis(250L)
                        .build());
    }

    @Test
    void aQuarantinedMessageReachesAConsumer() throws IOException {
        var delivery = new Delivery.OfQuarantined(Octets.ofHex("ff00"), "too short", 5_000, Samples.liveAt(1));

        QuarantinedMessage read = read(QuarantinedMessageStruct.of(Samples.EAST, delivery), QuarantinedMessage.class);

        assertThat(read)
                .isEqualTo(QuarantinedMessage.newBuilder()
                        .setServer("east")
                        .setFamily("ipv4")
                        .setTime(Instant.ofEpochMilli(5_000))
                        .setReason("too short")
                        .setOctets(octets("ff00"))
                        .build());
    }

    private <T extends SpecificRecord> T read(Struct struct, Class<T> type) throws IOException {
        Object converted = converter.fromConnectData(struct.schema(), struct);
        Schema written = converter.fromConnectSchema(struct.schema());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(written).write(converted, encoder);
        encoder.flush();

        var decoder = DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(type);
        reader.setSchema(written);
        return reader.read(null, decoder);
    }

    private static ByteBuffer octets(String hex) {
        return ByteBuffer.wrap(Octets.ofHex(hex).toByteArray());
    }
}
