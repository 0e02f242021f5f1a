package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.readback.BindingsTopic;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A topic of version 0.1, which wrote the VPN of RFC 2685 as 14 digits and a VPN without a name as an empty text. Its
 * rows are octets here as that version wrote them, with the default header converter.
 */
@Timeout(20)
class OutdatedKeysTest {

    private static final String ID = "00000000000001";

    private final BindingsTopic topic = new BindingsTopic();
    private final List<ScriptedRequestor> requestors = new ArrayList<>();
    private final LeasequerySourceTask task = new LeasequerySourceTask(new TaskEnvironment(
            (settings, state) -> {
                ScriptedRequestor requestor = new ScriptedRequestor();
                requestors.add(requestor);
                return requestor.factory().create(settings, state);
            },
            (settings, isolation) -> topic.open(isolation),
            Clock.systemUTC(),
            System::nanoTime,
            Duration.ofMillis(10)));

    @AfterEach
    void stop() {
        task.stop();
    }

    @ParameterizedTest
    @CsvSource({"ipv6, active", "ipv6, bulk", "ipv4, active", "ipv4, bulk"})
    void areEndedAtTheFirstReadBackAndAllBindingsAreLoadedAgain(String family, String mode)
            throws InterruptedException {
        topic.append(0, json("\"" + ID + "\"", "192.0.2.1"), header(family, "192.0.2.1", ID, "ACTIVE"));
        topic.append(0, json("\"\"", "192.0.2.2"), header(family, "192.0.2.2", "", "ACTIVE"));
        topic.append(0, avro("192.0.2.3"), header(family, "192.0.2.3", "", "ACTIVE"));
        topic.append(0, json("null", "192.0.2.2"), header(family, "192.0.2.2", "", "ACTIVE"));
        topic.append(0, json("\"" + ID + "\"", "192.0.2.4"), header(family, "192.0.2.4", ID, "RELEASED"));
        start(family, mode);

        List<SourceRecord> records = pollUntilRecords();

        assertThat(records)
                .extracting(OutdatedKeysTest::row)
                .containsExactlyInAnyOrder("192.0.2.1 " + ID, "192.0.2.2 ", "192.0.2.3 ");
        assertThat(records).allSatisfy(record -> {
            Struct value = (Struct) record.value();
            assertThat(value.getString("state")).isEqualTo("UNKNOWN");
            assertThat(value.getBoolean("inferred")).isTrue();
            assertThat(owesEverything(record, family)).as("offset of the end").isTrue();
        });
        assertThat(requestors).hasSize(2);
        assertThat(requestors.get(0).isStarted()).isFalse();
        assertThat(requestors.get(1).isStarted()).isTrue();
    }

    @Test
    void aVpnOfThisVersionThatIsNamedLikeAnIdentifierStays() throws InterruptedException {
        topic.append(
                0, json("\"" + ID + "\"", "192.0.2.1"), header("ipv6", "192.0.2.1", "%30" + ID.substring(1), "ACTIVE"));
        start("ipv6", "active");

        while (requestors.isEmpty() || !requestors.get(0).isPolled()) {
            assertThat(task.poll()).isNull();
        }

        assertThat(requestors).hasSize(1);
        assertThat(requestors.get(0).resumedFrom()).isEqualTo(Samples.liveAt(1_800_000_100));
    }

    private void start(String family, String mode) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "leases",
                "dhcp.family", family,
                "dhcp.servers", "east=192.0.2.1:6700",
                "topic.prefix", "campus",
                "query.mode", mode,
                "sweep.bootstrap.servers", "broker.example.net:9092",
                "security.protocol", "PLAINTEXT"));
        config.put("bulk.query.types", "relay-id:0a0b");
        task.initialize(new TaskContext(
                family,
                new OffsetFormat(familyOf(family))
                        .write(new SourceOffset(Samples.liveAt(1_800_000_100), null, false))));
        task.start(config);
    }

    private List<SourceRecord> pollUntilRecords() throws InterruptedException {
        List<SourceRecord> records = null;
        while (records == null) {
            records = task.poll();
        }
        return records;
    }

    /** A poll has no gaps: without a position it asks for everything. */
    @SuppressWarnings("unchecked")
    private static boolean owesEverything(SourceRecord record, String family) {
        ResumeState state = new OffsetFormat(familyOf(family))
                .read((Map<String, Object>) record.sourceOffset())
                .resume();
        Gap gap = state.gap();
        return gap == null ? state.position() == null : gap.isSnapshot();
    }

    private static DhcpFamily familyOf(String family) {
        return DhcpFamily.valueOf(family.toUpperCase(Locale.ROOT));
    }

    private static String row(SourceRecord record) {
        Struct key = (Struct) record.key();
        return key.getString("address") + " " + key.getString("vpn");
    }

    private static byte[] json(String vpn, String address) {
        return ("{\"server\":\"east\",\"vpn\":" + vpn + ",\"address\":\"" + address + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As a registry's Avro converter writes it: five octets before the content, the VPN as an empty text. */
    private static byte[] avro(String address) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(new byte[] {0, 0, 0, 0, 1, 8});
        key.writeBytes("east".getBytes(StandardCharsets.UTF_8));
        key.writeBytes(new byte[] {2, 0, (byte) (2 * address.length())});
        key.writeBytes(address.getBytes(StandardCharsets.UTF_8));
        return key.toByteArray();
    }

    private static byte[] header(String family, String address, String vpn, String state) {
        String type = "ipv4".equals(family) ? "V4" : "NA";
        return ("lqt1(east," + family + "," + type + "," + address + "," + vpn + "," + state
                        + ",7,1800003600,1800000000,,c)")
                .getBytes(StandardCharsets.UTF_8);
    }
}
