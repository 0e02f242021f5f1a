package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task beside a simulated DHCPv6 server that ended bindings while nobody listened. */
@Timeout(60)
@Tag("trap-24")
class DoubtfulBindingsTest {

    private static final String FIRST_RELAY = "2001:db8:0:1::1";
    private static final String SECOND_RELAY = "2001:db8:0:1::2";
    private static final String STAYS = "2001:db8:0:1::15";
    private static final String ENDED = "2001:db8:0:1::16";
    private static final String DIRECT = "2001:db8:0:1::17";
    private static final String PREFIX = "2001:db8:8000:1000::/52";
    private static final Duration HOUR = Duration.ofHours(1);

    private final LeasequerySourceTask task = new LeasequerySourceTask();
    private final List<SourceRecord> records = new ArrayList<>();
    private long nextOffset;
    private final LeasequeryServer server = LeasequeryServer.builder()
            .family(Family.IPV6)
            .range("2001:db8:0:1::/120")
            .range("2001:db8:8000::/36/52")
            .activeLeasequery()
            .insecure()
            .start();

    @AfterEach
    void close() {
        task.stop();
        server.close();
    }

    @Test
    void ghostsBehindAnotherRelayAgentOfTheLinkEndAfterTheServerWasAsked() throws InterruptedException {
        bind(STAYS, 1, SECOND_RELAY);
        bind("2001:db8:0:1::14", 5, FIRST_RELAY);
        follow();
        bind(ENDED, 2, SECOND_RELAY);
        bind(DIRECT, 3, null);
        bind(PREFIX, 4, SECOND_RELAY);
        await(record -> isState(record, PREFIX, "ACTIVE"));

        server.stop();
        for (String gone : List.of(ENDED, DIRECT, PREFIX)) {
            server.leases().release(gone);
        }
        server.startAgain(false);
        await(record -> isState(record, ENDED, "UNKNOWN"));
        await(record -> isState(record, DIRECT, "UNKNOWN"));
        await(record -> isState(record, PREFIX, "UNKNOWN"));

        assertThat(records)
                .filteredOn(record -> isState(record, ENDED, "UNKNOWN"))
                .allSatisfy(record -> assertThat(((Struct) record.value()).getBoolean("inferred"))
                        .isTrue());
        assertThat(records).noneMatch(record -> isState(record, STAYS, "UNKNOWN"));
        assertThat(records).anyMatch(record -> isEvent(record, "SWEPT"));
    }

    @Test
    void whatAGapFillRepeatsIsNotWrittenAgain() throws InterruptedException {
        bind(STAYS, 1, FIRST_RELAY);
        follow();
        await(record -> isState(record, STAYS, "ACTIVE"));

        server.stop();
        bind(ENDED, 2, FIRST_RELAY);
        server.startAgain(false);
        await(record -> isState(record, ENDED, "ACTIVE"));
        SourceRecord reported = records.stream()
                .filter(record -> isState(record, ENDED, "ACTIVE"))
                .findFirst()
                .orElseThrow();
        // The snapshot may have left a gap of its own, which is filled before.
        await(record -> isEvent(record, "GAP_FILLED") && records.indexOf(record) > records.indexOf(reported));

        assertThat(records)
                .filteredOn(record -> isState(record, STAYS, "ACTIVE"))
                .hasSize(1);
    }

    private void bind(String address, int client, @Nullable String relay) {
        Ipv6Client who = Ipv6Client.of(Duid.ofHex(String.format("0003000102000000%04x", client)));
        Ipv6Relay behind = relay == null
                ? null
                : Ipv6Relay.at(
                        Ipv6Address.parse(relay), Ipv6Address.parse(relay), Ipv6Address.parse("fe80::" + client));
        server.leases().bind(address, who, behind, HOUR);
    }

    private void follow() throws InterruptedException {
        task.initialize(new TaskContext());
        task.start(new HashMap<>(Map.of(
                "dhcp.family", "ipv6",
                "dhcp.servers", "east=127.0.0.1:" + server.port(),
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "reconnect.backoff.ms", "50",
                "reconnect.backoff.max.ms", "100",
                "bulk.query.types", "link-address:" + FIRST_RELAY)));
        await(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
    }

    /** Polls, and acknowledges as Kafka would, until such a record has come. */
    private void await(Predicate<SourceRecord> fits) throws InterruptedException {
        while (records.stream().noneMatch(fits)) {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                records.addAll(polled);
                for (SourceRecord record : polled) {
                    task.commitRecord(
                            record,
                            new RecordMetadata(new TopicPartition(record.topic(), 0), nextOffset++, 0, 0, 0, 0));
                }
            }
        }
    }

    private static boolean isEvent(SourceRecord record, String type) {
        return record.topic().equals("campus.events")
                && record.value() instanceof Struct event
                && event.getString("type").equals(type);
    }

    private static boolean isState(SourceRecord record, String address, String state) {
        return record.topic().equals("campus.bindings")
                && record.value() instanceof Struct binding
                && binding.getString("address").equals(address)
                && binding.getString("state").equals(state);
    }
}
