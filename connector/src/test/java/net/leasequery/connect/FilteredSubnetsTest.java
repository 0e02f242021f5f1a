package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.readback.BindingsTopic;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.ServerTime;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with addresses in two subnets, of which the connector brings one to Kafka. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Family.class)
class FilteredSubnetsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Family family;
    private final String inside;
    private final String outside;
    private final String wide;
    private final BindingsTopic topic = new BindingsTopic();
    private final Map<String, String> config = new HashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private LeasequerySourceTask task = new LeasequerySourceTask();

    FilteredSubnetsTest(Family family) {
        this.family = family;
        boolean ipv4 = family == Family.IPV4;
        inside = ipv4 ? "10.0.1." : "2001:db8:0:1::";
        outside = ipv4 ? "10.0.2." : "2001:db8:0:2::";
        wide = ipv4 ? "10.0.0.0/16" : "2001:db8::/48";
        config.putAll(Map.of(
                "dhcp.family",
                family.name().toLowerCase(Locale.ROOT),
                "include.subnets",
                ipv4 ? "10.0.1.0/24" : "2001:db8:0:1::/64",
                "topic.prefix",
                "campus",
                "security.protocol",
                "PLAINTEXT"));
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void snapshotAndLiveChangesAreFiltered() throws InterruptedException {
        try (LeasequeryServer server = start(true)) {
            bindBoth(server, 1);
            run(server);
            pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
            server.leases().bind(outside + 2, client(4), HOUR);
            server.leases().bind(inside + 2, client(2), HOUR);
            pollUntil(record -> isOf(record, inside + 2));

            assertThat(addresses()).contains(inside + 1, inside + 2).allMatch(address -> address.startsWith(inside));
        }
    }

    @Test
    void pollsAreFiltered() throws InterruptedException {
        config.put("query.mode", "bulk");
        config.put("bulk.poll.interval.ms", "1000");
        config.put("heartbeat.interval.ms", "100");
        askForLinks();
        try (LeasequeryServer server = start(false)) {
            bindBoth(server, 1);
            run(server);
            pollUntil(record -> isOf(record, inside + 1));
            server.leases().release(outside + 1);
            server.leases().release(inside + 1);
            pollUntil(record -> isOf(record, inside + 1) && !isActive(record));

            assertThat(addresses()).allMatch(address -> address.startsWith(inside));
        }
    }

    @Test
    void theFillingOfAGapIsFiltered() throws InterruptedException {
        askForLinks();
        try (LeasequeryServer server = start(true)) {
            Map<String, Object> offset = offsetOfAFirstRun(server);
            bindBoth(server, 3);
            server.forgetHistory();
            records.clear();
            resume(server, offset);
            pollUntil(record -> isEvent(record, "GAP_FILLED"));

            assertThat(addresses()).contains(inside + 3).noneMatch(address -> address.startsWith(outside));
        }
    }

    @Test
    void rowsOutsideOfTheFilterAreNotEndedAlthoughTheSnapshotLacksThem() throws InterruptedException {
        topic.append(0, source(), row(inside + 200));
        topic.append(0, source(), row(outside + 200));
        config.put("sweep.bootstrap.servers", "broker.example.net:9092");
        askForLinks();
        try (LeasequeryServer server = start(true)) {
            bindBoth(server, 1);
            run(server);
            pollUntil(record -> isEvent(record, "SWEPT"));

            assertThat(records)
                    .filteredOn(record -> isBinding(record) && ((Struct) record.value()).getBoolean("inferred"))
                    .extracting(FilteredSubnetsTest::address)
                    .containsExactly(inside + 200);
        }
    }

    @Test
    void aWiderFilterLoadsEverythingAgainAndANarrowerOneLeavesRowsAlone() throws InterruptedException {
        try (LeasequeryServer server = start(true)) {
            Map<String, Object> offset = offsetOfAFirstRun(server);
            assertThat(offset).containsEntry("subnets", config.get("include.subnets"));
            records.clear();

            config.put("include.subnets", wide);
            resume(server, offset);
            pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
            assertThat(addresses()).contains(outside + 1);
            Map<String, Object> widened = lastOffset();
            assertThat(widened).containsEntry("subnets", wide).doesNotContainKey("gap_start");
            records.clear();

            config.put("exclude.subnets", family == Family.IPV4 ? "10.0.2.0/24" : "2001:db8:0:2::/64");
            resume(server, widened);
            pollUntil(record -> isEvent(record, "CATCH_UP_COMPLETED"));
            server.leases().release(outside + 1);
            server.leases().bind(inside + 5, client(5), HOUR);
            pollUntil(record -> isOf(record, inside + 5));
            assertThat(records).noneMatch(record -> isEvent(record, "SNAPSHOT_STARTED"));
            assertThat(addresses()).noneMatch(address -> address.startsWith(outside));
        }
    }

    /** Otherwise a busy server without a change inside of the filter would be asked for everything after a restart. */
    @Test
    void changesThatAreFilteredMoveTheOffsetByHeartbeats() throws InterruptedException {
        config.put("heartbeat.interval.ms", "100");
        try (LeasequeryServer server = start(true)) {
            Map<String, Object> unused = offsetOfAFirstRun(server);
            long before = (Long) Objects.requireNonNull(lastOffset().get("base_time"));
            records.subList(0, records.size() - 1).clear();
            int number = 1;
            while ((Long) Objects.requireNonNull(lastOffset().get("base_time")) < before + 2) {
                server.leases().bind(outside + number++ % 99, client(number % 9 + 1), HOUR);
                List<SourceRecord> polled = task.poll();
                records.addAll(polled == null ? List.of() : polled);
            }

            assertThat(addresses()).allMatch(address -> address.startsWith(inside));
            assertThat(records.get(records.size() - 1).topic()).isEqualTo("campus.heartbeat");
        }
    }

    private Map<String, Object> offsetOfAFirstRun(LeasequeryServer server) throws InterruptedException {
        bindBoth(server, 1);
        run(server);
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
        server.leases().bind(inside + 2, client(2), HOUR);
        pollUntil(record -> isOf(record, inside + 2));
        return lastOffset();
    }

    private void bindBoth(LeasequeryServer server, int number) {
        server.leases().bind(inside + number, client(number), HOUR);
        server.leases().bind(outside + number, client(number + 4), HOUR);
    }

    private LeasequeryServer start(boolean active) {
        LeasequeryServerBuilder builder = LeasequeryServer.builder()
                .family(family)
                .insecure()
                .range(inside + (family == Family.IPV4 ? "0/25" : "/120"))
                .range(outside + (family == Family.IPV4 ? "0/25" : "/120"));
        return (active ? builder.activeLeasequery() : builder).start();
    }

    private void askForLinks() {
        config.put(
                "bulk.query.types",
                family == Family.IPV4 ? "all" : "link-address:2001:db8:0:1::,link-address:2001:db8:0:2::");
    }

    private void run(LeasequeryServer server) {
        run(server, new TaskContext());
    }

    private void resume(LeasequeryServer server, Map<String, Object> offset) {
        task.stop();
        run(server, new TaskContext(family.name().toLowerCase(Locale.ROOT), offset));
    }

    private void run(LeasequeryServer server, TaskContext context) {
        config.put("dhcp.servers", "east=127.0.0.1:" + server.port());
        task = new LeasequerySourceTask(new TaskEnvironment(
                LeasequeryRequestor::create,
                (settings, isolation) -> topic.open(isolation),
                Clock.systemUTC(),
                System::nanoTime,
                Duration.ofMillis(50)));
        task.initialize(context);
        task.start(config);
    }

    private void pollUntil(Predicate<SourceRecord> last) throws InterruptedException {
        boolean found = false;
        while (!found) {
            List<SourceRecord> polled = task.poll();
            for (SourceRecord record : polled == null ? List.<SourceRecord>of() : polled) {
                records.add(record);
                found |= last.test(record);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> lastOffset() {
        return (Map<String, Object>) records.get(records.size() - 1).sourceOffset();
    }

    private List<String> addresses() {
        return records.stream()
                .filter(FilteredSubnetsTest::isBinding)
                .map(FilteredSubnetsTest::address)
                .toList();
    }

    private static boolean isBinding(SourceRecord record) {
        return record.topic().equals("campus.bindings");
    }

    private static String address(SourceRecord record) {
        return ((Struct) record.key()).getString("address");
    }

    private static boolean isOf(SourceRecord record, String address) {
        return isBinding(record) && address(record).equals(address);
    }

    private static boolean isActive(SourceRecord record) {
        return ((Struct) record.value()).getString("state").equals("ACTIVE");
    }

    private static boolean isEvent(SourceRecord record, String type) {
        return record.topic().equals("campus.events")
                && ((Struct) record.value()).getString("type").equals(type);
    }

    private SourcePartition source() {
        return new SourcePartition("east", DhcpFamily.valueOf(family.name()));
    }

    private Fingerprint row(String address) {
        LeaseType type = family == Family.IPV4 ? LeaseType.V4 : LeaseType.NA;
        ServerTime now = new ServerTime(Clock.systemUTC().millis() / 1_000);
        return new Fingerprint(
                new BindingAddress(type, address, null, null),
                BindingState.ACTIVE,
                7,
                now.plusSeconds(3_600),
                now.plusSeconds(-60),
                null,
                true);
    }

    private Client client(int number) {
        return family == Family.IPV4
                ? Ipv4Client.ethernet("02:00:00:00:00:0" + number)
                : Ipv6Client.of(Duid.ofHex("0003000102000000000" + number));
    }
}
