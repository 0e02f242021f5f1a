package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventIdTest {

    private final EventId eventId = new EventId(Samples.EAST);

    @Test
    void isThirtyTwoHexDigits() {
        assertThat(eventId.of(Samples.full())).matches("[0-9a-f]{32}");
    }

    @Test
    void staysTheSameForeverSoThatConsumersMayStoreIt() {
        Binding bare = Samples.bare("192.0.2.7", BindingState.ACTIVE);

        assertThat(eventId.of(bare)).isEqualTo("1a77253a6752d8eeb22624a94f57639f");
    }

    @Test
    void aReplayUnderALaterBaseTimeHasTheSameId() {
        Binding first = Samples.full();
        Binding replay = with(first, first.state(), first.client(), baseTime(first.times(), 1_900_000_000));

        assertThat(eventId.of(replay)).isEqualTo(eventId.of(first));
    }

    @Test
    void anyChangeOfContentChangesTheId() {
        Binding full = Samples.full();
        RelayInfo movedPort =
                new RelayInfo("192.0.2.254", null, null, Octets.ofHex("ff"), Octets.ofHex("02"), null, null, null);
        List<Binding> different = List.of(
                full,
                with(full, BindingState.RELEASED, full.client(), full.times()),
                with(full, full.state(), Client.UNKNOWN, full.times()),
                with(full, full.state(), full.client(), stateStart(full.times(), 5)),
                withAddress(full, new BindingAddress(LeaseType.V4, "192.0.2.8", 24, "blue")),
                withAddress(full, new BindingAddress(LeaseType.V4, "192.0.2.7", 24, null)),
                withRelay(full, movedPort),
                withRelay(full, null),
                withOptions(full, Map.of()),
                withRemote(full, !full.remote()),
                withOptions(full, Map.of(124, Octets.ofHex("0a0c"), 43, Octets.EMPTY)));

        Set<String> ids = new HashSet<>();
        different.forEach(binding -> ids.add(eventId.of(binding)));
        ids.add(new EventId(new SourcePartition("west", DhcpFamily.IPV4)).of(full));

        assertThat(ids).hasSize(different.size() + 1);
    }

    @Test
    void fieldsThatRunTogetherInTextStayApart() {
        Client split = new Client(null, null, null, null, "ab", "c", null, null);
        Client other = new Client(null, null, null, null, "a", "bc", null, null);
        Binding full = Samples.full();

        String first = eventId.of(with(full, full.state(), split, full.times()));
        String second = eventId.of(with(full, full.state(), other, full.times()));

        assertThat(first).isNotEqualTo(second);
    }

    private static BindingTimes baseTime(BindingTimes t, long second) {
        return new BindingTimes(
                new ServerTime(second),
                t.stateStart(),
                t.lastTransaction(),
                t.leaseExpiry(),
                t.renewal(),
                t.rebinding(),
                t.preferredExpiry(),
                t.infiniteLease());
    }

    private static BindingTimes stateStart(BindingTimes t, long second) {
        return new BindingTimes(
                t.baseTime(),
                new ServerTime(second),
                t.lastTransaction(),
                t.leaseExpiry(),
                t.renewal(),
                t.rebinding(),
                t.preferredExpiry(),
                t.infiniteLease());
    }

    private static Binding with(Binding b, BindingState state, Client client, BindingTimes times) {
        return new Binding(
                b.serverId(),
                b.address(),
                state,
                client,
                times,
                b.relay(),
                b.remote(),
                b.statusCode(),
                b.statusMessage(),
                b.options());
    }

    private static Binding withAddress(Binding b, BindingAddress address) {
        return new Binding(
                b.serverId(),
                address,
                b.state(),
                b.client(),
                b.times(),
                b.relay(),
                b.remote(),
                b.statusCode(),
                b.statusMessage(),
                b.options());
    }

    private static Binding withRelay(Binding b, @Nullable RelayInfo relay) {
        return new Binding(
                b.serverId(),
                b.address(),
                b.state(),
                b.client(),
                b.times(),
                relay,
                b.remote(),
                b.statusCode(),
                b.statusMessage(),
                b.options());
    }

    private static Binding withRemote(Binding b, boolean remote) {
        return new Binding(
                b.serverId(),
                b.address(),
                b.state(),
                b.client(),
                b.times(),
                b.relay(),
                remote,
                b.statusCode(),
                b.statusMessage(),
                b.options());
    }

    private static Binding withOptions(Binding b, Map<Integer, Octets> options) {
        return new Binding(
                b.serverId(),
                b.address(),
                b.state(),
                b.client(),
                b.times(),
                b.relay(),
                b.remote(),
                b.statusCode(),
                b.statusMessage(),
                options);
    }
}
