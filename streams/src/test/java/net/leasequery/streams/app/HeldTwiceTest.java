package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.HoldingLog.Conflict;
import net.leasequery.simulator.lease.Family;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.AddressTenure.Presence;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.history.TimeRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Partners that are cut from each other and take each other for gone lease the same addresses; the clients know. Each of two
 * that held an address at the same time has a tenure, both are marked, and an answer about a moment names both.
 */
class HeldTwiceTest {
    /** Until a record has come, and for whole seconds. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void twoWhoHeldAnAddressAtTheSameTimeAreBothInTheHistory(long seed) {
        try (FollowedNetwork network =
                new FollowedNetwork(folder, "failover", Family.IPV4, List.of("east", "west"), seed)) {
            List<String> settings = new ArrayList<>(List.of(network.configuration()));
            settings.addAll(List.of("features", "merge,audit,history"));
            network.site.restart(settings.toArray(String[]::new));
            network.population.arriveWithin(Duration.ofMinutes(1));
            network.pass(Duration.ofMinutes(2));
            network.partition();
            network.pass(Duration.ofSeconds(30));
            network.takeEachOtherForGone();
            network.takeSides();
            network.pass(Duration.ofMinutes(2));
            network.changeSides();
            network.pass(Duration.ofMinutes(4));
            network.servers.heal();
            network.pass(Duration.ofMinutes(2));

            List<Conflict> conflicts = network.population.log().conflicts().stream()
                    .filter(HeldTwiceTest::canBeFound)
                    .toList();
            TenureReader reader = network.site.reader();
            assertThat(conflicts).as("seed %d", seed).isNotEmpty();
            for (Conflict conflict : conflicts) {
                assertMarked(reader, conflict.first(), conflict);
                assertMarked(reader, conflict.second(), conflict);
            }
            assertOnlyConflictsAreMarked(network, reader);
        }
    }

    /** One that lasts for long enough: between two records a client may come and go. */
    private static boolean canBeFound(Conflict conflict) {
        return begin(conflict).plus(SLACK).isBefore(end(conflict));
    }

    private static Instant begin(Conflict conflict) {
        return conflict.second().from();
    }

    private static Instant end(Conflict conflict) {
        Instant first = conflict.first().until();
        Instant second = conflict.second().until();
        return first.isBefore(second) ? first : second;
    }

    private static void assertMarked(TenureReader reader, Holding holding, Conflict conflict) {
        List<AddressTenure> own = tenures(reader, holding.address().toString(), TimeRange.ALWAYS).stream()
                .filter(tenure -> isOf(tenure, holding))
                .toList();
        assertThat(own)
                .as("%s of %s", holding, conflict)
                .anySatisfy(tenure -> assertThat(tenure.heldTwice()).isTrue());
        Instant moment = begin(conflict).plus(SLACK);
        assertThat(tenures(reader, holding.address().toString(), TimeRange.at(moment)))
                .as("%s at %s of %s", holding, moment, conflict)
                .anySatisfy(tenure -> {
                    assertThat(isOf(tenure, holding)).isTrue();
                    assertThat(tenure.at(moment)).isNotEqualTo(Presence.NO);
                });
    }

    /** Where no two clients ever held an address within some seconds, nothing is marked. */
    private static void assertOnlyConflictsAreMarked(FollowedNetwork network, TenureReader reader) {
        for (String address : network.addresses()) {
            long clients = network.population.log().all().stream()
                    .filter(holding -> holding.address().toString().equals(address))
                    .map(Holding::client)
                    .distinct()
                    .count();
            if (clients < 2) {
                assertThat(tenures(reader, address, TimeRange.ALWAYS))
                        .as(address)
                        .noneMatch(AddressTenure::heldTwice);
            }
        }
    }

    private static List<AddressTenure> tenures(TenureReader reader, String address, TimeRange range) {
        return reader.ofAddress(null, address, range, TenureReader.MOST, null).tenures();
    }

    private static boolean isOf(AddressTenure tenure, Holding holding) {
        return SimulatedBindings.mac(holding).equals(tenure.holder().hardwareAddress());
    }
}
