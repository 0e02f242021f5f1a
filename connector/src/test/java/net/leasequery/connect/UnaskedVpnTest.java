package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.Notice;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server tells, on the stream of changes, of bindings of a VPN that was not asked for: RFC 7724 and RFC 7653 say nothing
 * of VPNs. Its bulk answers name the VPN that was asked for alone (RFC 6926 section 8.2), so their silence ends nothing else.
 */
@Timeout(20)
class UnaskedVpnTest {

    private static final long NOW = 1_800_000_000;

    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final BindingsTopic topic = new BindingsTopic();
    private final LeasequerySourceTask task = new LeasequerySourceTask(new TaskEnvironment(
            requestor.factory(),
            (settings, isolation) -> topic.open(isolation),
            Clock.systemUTC(),
            System::nanoTime,
            Duration.ofMillis(10)));

    @AfterEach
    void stop() {
        task.stop();
    }

    @ParameterizedTest
    @CsvSource({"IPV4, ''", "IPV4, global", "IPV6, ''", "IPV6, global"})
    void aSnapshotEndsNothingOfIt(DhcpFamily family, String vpnId) throws InterruptedException {
        assertThat(endedByASnapshot(family, vpnId)).containsExactly("null");
    }

    @ParameterizedTest
    @CsvSource({"IPV4", "IPV6"})
    void aSnapshotOfAllVpnsEndsWhatItLacks(DhcpFamily family) throws InterruptedException {
        assertThat(endedByASnapshot(family, "*")).containsExactlyInAnyOrder("null", "blue");
    }

    @ParameterizedTest
    @CsvSource({"IPV4", "IPV6"})
    void aSnapshotOfThatVpnEndsWhatItLacks(DhcpFamily family) throws InterruptedException {
        assertThat(endedByASnapshot(family, "blue")).containsExactly("blue");
    }

    /** VPNs of the bindings that a snapshot ends after one address was told of live, in the default VPN and in another. */
    private List<String> endedByASnapshot(DhcpFamily family, String vpnId) throws InterruptedException {
        start(family, vpnId);
        requestor.deliver(Samples.notice(new Notice.CatchUpCompleted(0), Samples.liveAt(NOW)));
        requestor.deliver(Samples.live(binding(family, null), Samples.liveAt(NOW)));
        requestor.deliver(Samples.live(binding(family, "blue"), Samples.liveAt(NOW)));
        assertThat(states()).containsExactly("null ACTIVE", "blue ACTIVE");

        requestor.deliver(Samples.notice(new Notice.DataMissing(Gap.SNAPSHOT), Samples.owing(NOW, Gap.SNAPSHOT)));
        requestor.deliver(Samples.notice(new Notice.SnapshotStarted("snap"), Samples.owing(NOW, Gap.SNAPSHOT)));
        assertThat(states()).isEmpty();
        requestor.deliver(Samples.notice(new Notice.SnapshotCompleted("snap", 0), Samples.liveAt(NOW)));
        List<String> ended = new ArrayList<>();
        for (String state : states()) {
            assertThat(state).endsWith(" UNKNOWN");
            ended.add(state.substring(0, state.indexOf(' ')));
        }
        return ended;
    }

    /** Far from its end, so that nothing runs out. */
    private static Binding binding(DhcpFamily family, @Nullable String vpn) {
        Binding sample = Samples.bare("192.0.2.1", BindingState.ACTIVE);
        BindingAddress address = family == DhcpFamily.IPV4
                ? new BindingAddress(LeaseType.V4, "192.0.2.1", null, vpn)
                : new BindingAddress(LeaseType.NA, "2001:db8::1", null, vpn);
        return new Binding(
                sample.serverId(),
                address,
                sample.state(),
                sample.client(),
                sample.times(),
                sample.relay(),
                sample.remote(),
                sample.statusCode(),
                sample.statusMessage(),
                sample.options());
    }

    /** VPN and state of the bindings that some polls bring, each acknowledged. */
    private List<String> states() throws InterruptedException {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (SourceRecord record : Acknowledged.poll(task)) {
                if (record.topic().equals("campus.bindings")) {
                    Struct value = (Struct) record.value();
                    states.add(value.getString("vpn") + " " + value.getString("state"));
                }
            }
        }
        return states;
    }

    private void start(DhcpFamily family, String vpnId) {
        String familyName = family.name().toLowerCase(Locale.ROOT);
        Map<String, String> config = new HashMap<>(Map.of(
                "dhcp.servers", "east=192.0.2.1",
                "dhcp.family", familyName,
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "heartbeat.interval.ms", "0",
                "sweep.bootstrap.servers", "kafka:9092"));
        if (!vpnId.isEmpty()) {
            config.put("vpn.id", vpnId);
        }
        Map<String, Object> stored =
                new HashMap<>(new OffsetFormat(family).write(new SourceOffset(Samples.liveAt(NOW), null, false)));
        task.initialize(new TaskContext(familyName, stored));
        task.start(config);
    }
}
