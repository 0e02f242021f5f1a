package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.DhcpFamily;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No message of a server, however hostile, becomes a record that Kafka would refuse and that would so fail the task:
 * each option in turn fills a message of 65,535 octets, with what converters make most of.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileRecordSizeTest {

    /** What a producer takes by default is 1,048,576 (max.request.size); half of it leaves room for transforms. */
    private static final int MOST_OCTETS = 524_288;

    private static final int LONGEST_MESSAGE = 65_535;
    private static final int LAST = 9;

    private final LeasequerySourceTask task = new LeasequerySourceTask();
    private final JsonConverter json = new JsonConverter();
    private final AvroData avro = new AvroData(new AvroDataConfig(Map.of("connect.meta.data", "false")));
    private final SimpleHeaderConverter headers = new SimpleHeaderConverter();

    @AfterEach
    void stop() {
        task.stop();
    }

    @ParameterizedTest
    @CsvSource({"IPV4, map", "IPV4, json", "IPV6, map", "IPV6, json"})
    void everyRecordIsFarBelowWhatAProducerTakes(DhcpFamily family, String optionsFormat) throws Exception {
        json.configure(Map.of("schemas.enable", "true"), false);
        try (RawServer server = new RawServer(family)) {
            start(family, optionsFormat, server.port());
            try (RawServer.Connection connection = server.accept()) {
                CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> sendAll(family, connection));
                Map<String, Integer> largest = new HashMap<>();
                boolean over = false;
                while (!over) {
                    for (SourceRecord record : Objects.requireNonNullElse(task.poll(), List.<SourceRecord>of())) {
                        largest.merge(record.topic(), octets(record), Math::max);
                        over |= isBindingOf(record, server.address(LAST));
                    }
                }

                assertThat(sent.get()).isGreaterThan(100);
                assertThat(largest).containsKeys("campus.bindings", "campus.quarantine", "campus.events");
                assertThat(largest)
                        .allSatisfy(
                                (topic, octets) -> assertThat(octets).as(topic).isLessThan(MOST_OCTETS));
                // Else nothing large has passed, and the test would say nothing.
                assertThat(largest.get("campus.bindings")).isGreaterThan(LONGEST_MESSAGE);
            }
        }
    }

    private static int sendAll(DhcpFamily family, RawServer.Connection connection) {
        try {
            int count = 0;
            connection.sendLease(1);
            for (int code = 1; code < 255; code++) {
                for (byte[] beginning : beginnings(family, code)) {
                    for (int filling : new int[] {0x01, 0xff, '\\', '"'}) {
                        byte[] message = family == DhcpFamily.IPV4
                                ? dhcpv4(connection.transactionId(), code, beginning, filling)
                                : dhcpv6(connection.transactionId(), code, beginning, filling);
                        assertThat(message).hasSizeGreaterThan(60_000).hasSizeLessThanOrEqualTo(LONGEST_MESSAGE);
                        connection.send(message);
                        count++;
                    }
                }
            }
            connection.sendLease(LAST);
            return count;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How the values of options begin that hold a text; none for options without which there is no binding. */
    private static List<byte[]> beginnings(DhcpFamily family, int code) {
        boolean ipv4 = family == DhcpFamily.IPV4;
        List<Integer> texts = ipv4
                ? List.of(12, 14, 15, 43, 56, 60, 61, 66, 77, 81, 82, 124, 125, 151, 221)
                : List.of(1, 7, 13, 15, 16, 17, 18, 37, 38, 39, 47, 53, 68);
        if (!texts.contains(code) && code % 16 != 0) {
            return List.of();
        }
        return List.of(new byte[0], new byte[] {0}, new byte[] {0, 0}, new byte[] {1, (byte) 0xff});
    }

    /** Message type, lease time and base-time, then one long option in pieces (RFC 3396). */
    private static byte[] dhcpv4(int xid, int code, byte[] beginning, int filling) {
        ByteBuffer message = ByteBuffer.allocate(LONGEST_MESSAGE);
        message.put((byte) 2)
                .put((byte) 1)
                .put((byte) 6)
                .put((byte) 0)
                .putInt(xid)
                .putInt(0);
        message.put(new byte[] {10, 0, 0, 2}).position(236);
        message.putInt(0x63825363).put(new byte[] {53, 1, 13, 51, 4, 0, 0, 14, 16});
        message.put((byte) 152).put((byte) 4).putInt(1_800_000_000);
        byte[] piece = new byte[255];
        Arrays.fill(piece, (byte) filling);
        System.arraycopy(beginning, 0, piece, 0, beginning.length);
        while (message.remaining() > piece.length + 2) {
            message.put((byte) code).put((byte) 255).put(piece);
            Arrays.fill(piece, (byte) filling);
        }
        message.put((byte) 255);
        return Arrays.copyOf(message.array(), message.position());
    }

    /** LEASEQUERY-DATA with a client's DUID, address and transaction time, and the option among those of the client. */
    private static byte[] dhcpv6(int xid, int code, byte[] beginning, int filling) {
        ByteBuffer message = ByteBuffer.allocate(LONGEST_MESSAGE);
        message.putInt(17 << 24 | xid);
        message.putShort((short) 100).putShort((short) 4).putInt(853_315_200);
        int client = message.position();
        message.putShort((short) 45).putShort((short) 0);
        message.putShort((short) 1).putShort((short) 6).put(new byte[] {0, 2, 0, 0, 0, 1});
        message.putShort((short) 5).putShort((short) 24);
        message.putLong(0x2001_0db8_0000_0000L).putLong(2).putInt(3600).putInt(3600);
        message.putShort((short) 46).putShort((short) 4).putInt(0);
        byte[] value = new byte[message.remaining() - 4];
        Arrays.fill(value, (byte) filling);
        System.arraycopy(beginning, 0, value, 0, beginning.length);
        message.putShort((short) code).putShort((short) value.length).put(value);
        message.putShort(client + 2, (short) (message.position() - client - 4));
        return Arrays.copyOf(message.array(), message.position());
    }

    private void start(DhcpFamily family, String optionsFormat, int port) {
        task.initialize(new TaskContext());
        task.start(Map.of(
                "dhcp.family", SourcePartition.nameOf(family),
                "dhcp.servers", "east=127.0.0.1:" + port,
                "topic.prefix", "campus",
                "snapshot.mode", "never",
                "options.format", optionsFormat,
                "malformed.message.policy", "quarantine",
                "security.protocol", "PLAINTEXT"));
    }

    private static boolean isBindingOf(SourceRecord record, String address) {
        return record.topic().equals("campus.bindings")
                && ((Struct) record.value()).getString("address").equals(address);
    }

    /** With the converter that makes the most of it. */
    private int octets(SourceRecord record) throws IOException {
        int asJson = json.fromConnectData(record.topic(), record.keySchema(), record.key()).length
                + json.fromConnectData(record.topic(), record.valueSchema(), record.value()).length;
        int asAvro = avro(record.keySchema(), record.key()) + avro(record.valueSchema(), record.value());
        int ofHeaders = 0;
        for (Header header : record.headers()) {
            ofHeaders += header.key().length()
                    + headers.fromConnectHeader(record.topic(), header.key(), header.schema(), header.value()).length;
        }
        return ofHeaders + Math.max(asJson, asAvro);
    }

    private int avro(Schema schema, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(avro.fromConnectSchema(schema)).write(avro.fromConnectData(schema, value), encoder);
        encoder.flush();
        return out.size();
    }
}
