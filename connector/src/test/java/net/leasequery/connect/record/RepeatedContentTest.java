package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.leasequery.codec.Octets;
import net.leasequery.connect.sweep.RepeatFilter;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.sweep.WholeLoad;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A binding counts as a repeat, and is not written, only if no field of its record differs from the last record of its
 * key. A soak run found that a change of data-source alone was left out: the partner's change and the server's own came
 * in the same second.
 */
class RepeatedContentTest {

    /** They describe the message, not the binding. */
    private static final Set<String> OF_THE_MESSAGE = Set.of(
            "eventId",
            "serverId",
            "statusCode",
            "statusMessage",
            "baseTime",
            "origin",
            "snapshotId",
            "inferred",
            "clockSkewMillis");

    /** They are in the record's key, or fixed for a source partition. */
    private static final Set<String> OF_THE_KEY =
            Set.of("server", "family", "leaseType", "address", "prefixLength", "vpn");

    private static final Binding FULL = Samples.full();
    private static final RelayInfo RELAY = Objects.requireNonNull(FULL.relay());

    private final BindingStruct structs = new BindingStruct(OptionsFormat.MAP);

    @Test
    void aBindingThatDiffersInOneFieldOfItsRecordIsWritten() {
        Set<String> changed = new HashSet<>();
        variants().forEach((what, variant) -> {
            changed.addAll(fieldsThatDiffer(variant));
            assertThat(isWrittenAfter(FULL, variant)).as(what).isTrue();
            assertThat(new EventId(Samples.EAST).of(variant))
                    .as("eventId after a change of %s", what)
                    .isNotEqualTo(new EventId(Samples.EAST).of(FULL));
        });

        Set<String> content =
                structs.schema().fields().stream().map(Field::name).collect(Collectors.toSet());
        content.removeAll(OF_THE_MESSAGE);
        content.removeAll(OF_THE_KEY);
        assertThat(changed).as("a variant for each field").containsExactlyInAnyOrderElementsOf(content);
    }

    @Test
    void aBindingThatIsReportedAgainIsNotWritten() {
        assertThat(isWrittenAfter(FULL, FULL)).isFalse();
    }

    private static boolean isWrittenAfter(Binding first, Binding second) {
        RepeatFilter filter = new RepeatFilter(Sweep.none(), new WholeLoad(false), TableBound.ofAllTasks(1 << 20));
        Fingerprints prints = new Fingerprints(filter, false);
        Objects.requireNonNull(filter.offer(print(prints, first), Origin.LIVE)).settled(true);
        Receipt again = filter.offer(print(prints, second), Origin.LIVE);
        return again != null;
    }

    private static Fingerprint print(Fingerprints prints, Binding binding) {
        return prints.of(Samples.live(binding, Samples.liveAt(1_800_000_000)));
    }

    private Set<String> fieldsThatDiffer(Binding variant) {
        Struct one = struct(FULL);
        Struct other = struct(variant);
        return structs.schema().fields().stream()
                .filter(field -> !Objects.equals(one.get(field), other.get(field)))
                .map(Field::name)
                .collect(Collectors.toSet());
    }

    private Struct struct(Binding binding) {
        return structs.of(
                Samples.EAST,
                "id",
                BindingToWrite.reported(
                        Samples.live(binding, Samples.liveAt(1_800_000_000)),
                        print(new Fingerprints(Sweep.none(), true), binding),
                        Receipt.NONE));
    }

    private static Map<String, Binding> variants() {
        Map<String, Binding> variants = new LinkedHashMap<>();
        Client client = FULL.client();
        variants.put("state", with(BindingState.RELEASED, client, FULL.times(), RELAY, true, FULL.options()));
        variants.put("data-source", with(FULL.state(), client, FULL.times(), RELAY, false, FULL.options()));
        variants.put("options", with(FULL.state(), client, FULL.times(), RELAY, true, Map.of(124, Octets.ofHex("0a"))));
        Map<String, Client> clients = new LinkedHashMap<>();
        HardwareAddress hardware = Objects.requireNonNull(client.hardwareAddress());
        HardwareAddress otherType = new HardwareAddress(6, hardware.octets());
        HardwareAddress otherOctets = new HardwareAddress(1, Octets.ofHex("aabbccddeeee"));
        clients.put(
                "hardware type", client(otherType, client.clientId(), client.duid(), client.iaid(), "host", "fqdn"));
        clients.put("hardware address", client(otherOctets, client.clientId(), client.duid(), client.iaid(), "", ""));
        clients.put("client-id", client(hardware, Octets.ofHex("02"), client.duid(), client.iaid(), "host", "fqdn"));
        clients.put("DUID", client(hardware, client.clientId(), Octets.ofHex("02"), client.iaid(), "host", "fqdn"));
        clients.put("IAID", client(hardware, client.clientId(), client.duid(), 7L, "host", "fqdn"));
        clients.put("names", client(hardware, client.clientId(), client.duid(), client.iaid(), "other", "other"));
        clients.forEach((what, other) ->
                variants.put(what, with(FULL.state(), other, FULL.times(), RELAY, true, FULL.options())));
        for (int which = 1; which <= 7; which++) {
            variants.put("time " + which, with(FULL.state(), client, times(which), RELAY, true, FULL.options()));
        }
        for (int which = 0; which < 8; which++) {
            variants.put(
                    "relay " + which, with(FULL.state(), client, FULL.times(), relay(which), true, FULL.options()));
        }
        return variants;
    }

    private static Client client(
            HardwareAddress hardware,
            @Nullable Octets clientId,
            @Nullable Octets duid,
            @Nullable Long iaid,
            String host,
            String name) {
        return new Client(hardware, clientId, duid, iaid, host, name, "vendor-" + host, "user-" + host);
    }

    /** The sample with one time moved by a minute; the last one is the flag of an infinite lease. */
    private static BindingTimes times(int which) {
        BindingTimes t = FULL.times();
        return new BindingTimes(
                t.baseTime(),
                moved(t.stateStart(), which == 1),
                moved(t.lastTransaction(), which == 2),
                moved(t.leaseExpiry(), which == 3),
                moved(t.renewal(), which == 4),
                moved(t.rebinding(), which == 5),
                moved(t.preferredExpiry(), which == 6),
                (which == 7) != t.infiniteLease());
    }

    private static ServerTime moved(@Nullable ServerTime time, boolean isMoved) {
        return Objects.requireNonNull(time).plusSeconds(isMoved ? 60 : 0);
    }

    private static RelayInfo relay(int which) {
        return new RelayInfo(
                which == 0 ? "192.0.2.253" : RELAY.giaddr(),
                which == 1 ? "192.0.2.128" : RELAY.linkAddress(),
                which == 2 ? "fe80::2" : RELAY.peerAddress(),
                other(RELAY.circuitId(), which == 3),
                other(RELAY.remoteId(), which == 4),
                other(RELAY.relayId(), which == 5),
                other(RELAY.subscriberId(), which == 6),
                other(RELAY.interfaceId(), which == 7));
    }

    private static @Nullable Octets other(@Nullable Octets octets, boolean isOther) {
        return isOther ? Octets.ofHex("ffff") : octets;
    }

    private static Binding with(
            BindingState state,
            Client client,
            BindingTimes times,
            RelayInfo relay,
            boolean remote,
            Map<Integer, Octets> options) {
        BindingAddress address = new BindingAddress(LeaseType.V4, "192.0.2.7", 24, "blue");
        return new Binding(
                FULL.serverId(),
                address,
                state,
                client,
                times,
                relay,
                remote,
                FULL.statusCode(),
                FULL.statusMessage(),
                options);
    }
}
