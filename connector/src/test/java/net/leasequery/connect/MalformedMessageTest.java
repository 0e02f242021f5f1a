package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.DhcpFamily;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code malformed.message.policy} from the socket to the records. */
@Timeout(30)
@ParameterizedClass
@EnumSource(DhcpFamily.class)
class MalformedMessageTest {

    private final LeasequerySourceTask task = new LeasequerySourceTask();
    private final DhcpFamily family;
    private final RawServer server;

    MalformedMessageTest(DhcpFamily family) throws IOException {
        this.family = family;
        this.server = new RawServer(family);
    }

    @AfterEach
    void stop() throws IOException {
        task.stop();
        server.close();
    }

    @Test
    void failClosesTheConnectionAndAsksAgainWhileTheTaskRunsOn() throws Exception {
        start("fail");
        try (RawServer.Connection first = server.accept()) {
            first.sendLease(1);
            first.sendMalformed();
            first.sendLeaseUnlessClosed(2);

            assertThat(first.isClosedByPeer()).isTrue();
        }
        try (RawServer.Connection second = server.accept()) {
            second.sendLease(3);

            List<SourceRecord> records = untilBindingOf(server.address(3));

            assertThat(addresses(records)).containsExactly(server.address(1), server.address(3));
            assertThat(events(records))
                    .extracting(event -> event.getString("type"))
                    .containsSubsequence("CONNECTED", "MALFORMED_MESSAGE", "DISCONNECTED", "CONNECTED");
            assertThat(events(records))
                    .filteredOn(event -> event.getString("type").equals("DISCONNECTED"))
                    .extracting(event -> event.getString("reason"))
                    .containsExactly("MALFORMED_MESSAGE");
        }
    }

    @Test
    void skipReportsItAndGoesOn() throws Exception {
        start("skip");
        try (RawServer.Connection connection = server.accept()) {
            connection.sendLease(1);
            connection.sendMalformed();
            connection.sendLease(2);

            List<SourceRecord> records = untilBindingOf(server.address(2));

            assertThat(addresses(records)).containsExactly(server.address(1), server.address(2));
            assertThat(events(records))
                    .extracting(event -> event.getString("type"))
                    .contains("MALFORMED_MESSAGE");
            assertThat(records).extracting(SourceRecord::topic).doesNotContain("campus.quarantine");
        }
    }

    @Test
    void quarantineKeepsItsOctetsAndGoesOn() throws Exception {
        start("quarantine");
        try (RawServer.Connection connection = server.accept()) {
            connection.sendMalformed();
            connection.sendLease(2);

            List<SourceRecord> records = untilBindingOf(server.address(2));

            assertThat(events(records))
                    .extracting(event -> event.getString("type"))
                    .contains("MALFORMED_MESSAGE");
            assertThat(records)
                    .filteredOn(record -> record.topic().equals("campus.quarantine"))
                    .singleElement()
                    .satisfies(record -> assertThat(octets(record)).containsExactly(0xca, 0xfe, 0));
        }
    }

    private void start(String policy) {
        Map<String, String> config = new HashMap<>(Map.of(
                "dhcp.family", SourcePartition.nameOf(family),
                "dhcp.servers", "east=127.0.0.1:" + server.port(),
                "topic.prefix", "campus",
                "snapshot.mode", "never",
                "reconnect.backoff.ms", "10",
                "security.protocol", "PLAINTEXT"));
        config.put("malformed.message.policy", policy);
        task.initialize(new TaskContext());
        task.start(config);
    }

    private List<SourceRecord> untilBindingOf(String address) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (!addresses(records).contains(address)) {
            records.addAll(Objects.requireNonNullElse(task.poll(), List.of()));
        }
        return records;
    }

    private static List<String> addresses(List<SourceRecord> records) {
        return values(records, "campus.bindings").stream()
                .map(value -> value.getString("address"))
                .toList();
    }

    private static List<Struct> events(List<SourceRecord> records) {
        return values(records, "campus.events");
    }

    private static List<Struct> values(List<SourceRecord> records, String topic) {
        return records.stream()
                .filter(record -> record.topic().equals(topic))
                .map(record -> (Struct) record.value())
                .toList();
    }

    private static byte[] octets(SourceRecord record) {
        return ((Struct) record.value()).getBytes("octets");
    }
}
