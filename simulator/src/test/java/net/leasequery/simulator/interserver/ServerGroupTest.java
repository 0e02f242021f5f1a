package net.leasequery.simulator.interserver;

import static net.leasequery.simulator.client.TestSite.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.DhcpClient;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.HoldingEnd;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.network.LinkConditions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The goals of draft-ietf-dhc-interserver-alt-00 section 2.2 on a simulated group, under crashes and partitions. */
class ServerGroupTest {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int SCHEDULES = Integer.getInteger("leasequery.schedules", 4);

    @ParameterizedTest
    @EnumSource(Family.class)
    void everyServerLearnsEveryLease(Family family) {
        SimulatedGroup site = group(family, 5, 7);
        site.run(Duration.ofMinutes(30));
        site.population.settle();
        site.run(Duration.ofMinutes(1));

        assertThat(site.held()).hasSizeGreaterThan(30);
        for (Holding held : site.held()) {
            for (GroupServer server : site.group.servers()) {
                var lease = shown(site.database(server.name()), held.address());
                assertThat(lease.state()).as("%s at %s", held, server.name()).isEqualTo(DhcpState.ACTIVE);
                assertThat(lease.client()).isEqualTo(held.client());
            }
        }
    }

    /** Goal 1: no address to two clients. */
    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("RISV-2.2-1")
    @Tag("RISV-2.2-5")
    void noAddressIsHeldTwiceUnderCrashesPartitionsAndLoss(Family family) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            SimulatedGroup site = group(family, 2 + (int) (seed % 5), seed);
            playFaults(site, seed);
            assertThat(site.population.log().conflicts()).as("seed %d", seed).isEmpty();
        }
    }

    /** Goal 2: a client keeps its address while it can reach any server. */
    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("RISV-2.2-2")
    @Tag("RISV-2.2-5")
    void aClientKeepsItsAddressWhileItReachesAnyServer(Family family) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            SimulatedGroup site = group(family, 4, seed);
            site.run(Duration.ofMinutes(10));
            List<Holding> before = site.held();
            site.group.partition(List.of("s1", "s2"));
            site.run(Duration.ofSeconds(30));
            site.group.crash("s1");
            site.group.crash("s3");
            site.run(Duration.ofHours(1));
            assertThat(before).isNotEmpty();
            assertThat(site.population.log().all())
                    .as("seed %d", seed)
                    .noneMatch(holding -> holding.end() == HoldingEnd.REFUSED);
        }
    }

    /** Goal 3: nothing between servers between DISCOVER and OFFER, nor between REQUEST and ACK. */
    @Test
    @Tag("RISV-2.2-3")
    void aNewClientIsServedByOneServerAlone() {
        SimulatedGroup site = group(Family.IPV4, 3, 3);
        site.run(Duration.ofSeconds(10)); // each has made its addresses ready
        List<String> all = List.of("s1", "s2", "s3");
        for (String one : all) {
            site.network.partition(
                    List.of(one),
                    all.stream().filter(other -> !other.equals(one)).toList());
        }
        site.run(Duration.ofMinutes(2));
        assertThat(site.held()).isNotEmpty();
        assertThat(site.population.log().conflicts()).isEmpty();
    }

    @Test
    void anAddressIsBindableAtOneServerAtMost() {
        for (long seed = 1; seed <= 20; seed++) {
            SimulatedGroup site = group(Family.IPV4, 6, seed);
            for (int i = 0; i < 20; i++) {
                site.run(Duration.ofSeconds(1));
                assertThat(site.owners().values()).as("seed %d", seed).allMatch(count -> count == 1);
            }
        }
    }

    /**
     * Section 7.1.7, for servers that do not look at their leases at the same moment. Addresses are scarce, so that
     * each server asks for one as soon as its lease has run out, while others still report the lease.
     */
    @Test
    void aLeaseThatHasRunOutEndsAtEveryServer() {
        SimulatedGroup site = new SimulatedGroup(Family.IPV4, 3, 0, 130, LEASE, 11);
        site.population.arriveWithin(Duration.ofMinutes(1));
        site.run(Duration.ofMinutes(2));
        for (String server : List.of("s2", "s3")) {
            site.group.crash(server);
            site.run(Duration.ofMillis(1_300));
            site.group.recover(server);
        }
        site.population.settle();
        site.run(Duration.ofMinutes(1));
        List<Holding> left = site.held().subList(0, 10);
        Set<Client> leaving = left.stream().map(Holding::client).collect(Collectors.toSet());
        site.population.clients().stream()
                .filter(client -> leaving.contains(client.client()))
                .forEach(DhcpClient::powerOff);
        site.run(LEASE.plusSeconds(20));
        for (String server : List.of("s1", "s2", "s3")) {
            for (Holding holding : left) {
                Lease lease = shown(site.database(server), holding.address());
                assertThat(lease.isActive() && holding.client().equals(lease.client()))
                        .as("%s at %s: %s", holding, server, lease)
                        .isFalse();
            }
        }
    }

    @Test
    void aServerThatRunsOutGetsAddressesFromAnother() {
        SimulatedGroup site = new SimulatedGroup(Family.IPV4, 3, 0, 40, LEASE, 5);
        site.run(Duration.ofSeconds(10));
        site.group.crash("s3"); // no COMPLETE POLL can succeed
        site.network.partition(
                site.population.clients().stream().map(client -> client.node()).toList(), List.of("s2"));
        site.population.arriveWithin(Duration.ofSeconds(5));
        site.run(Duration.ofMinutes(2));
        // s1 had 8 addresses on each link; s2 gives it half of what it has, again and again.
        assertThat(site.held()).hasSizeGreaterThan(2 * 8);
        assertThat(site.population.log().conflicts()).isEmpty();
    }

    @Test
    void aServerJoinsAndLearnsAllAndOneLeaves() {
        SimulatedGroup site = new SimulatedGroup(Family.IPV4, 2, 1, 60, LEASE, 9);
        site.population.arriveWithin(Duration.ofMinutes(1));
        site.run(Duration.ofMinutes(5));
        site.group.join("s3", "s1");
        site.run(Duration.ofMinutes(2));
        assertThat(site.group.servers()).allMatch(server -> server.isMember() && server.groupSize() == 3);
        for (Holding held : site.held()) {
            assertThat(shown(site.database("s3"), held.address()).isActive())
                    .as("%s", held)
                    .isTrue();
        }

        site.group.leave("s2", "s1");
        site.run(Duration.ofMinutes(2));
        assertThat(site.group.server("s2").isMember()).isFalse();
        assertThat(site.group.server("s3").groupSize()).isEqualTo(2);
        assertThat(site.group.server("s2").addresses().all())
                .noneMatch(binding -> binding.state() == AddressState.BINDABLE);
    }

    @Test
    void aServerThatWasRemovedWhileItWasDownFindsOut() {
        SimulatedGroup site = group(Family.IPV4, 3, 21);
        site.run(Duration.ofMinutes(2));
        site.group.crash("s2");
        site.group.leave("s2", "s1");
        site.run(Duration.ofMinutes(2));
        assertThat(site.group.server("s1").groupSize()).isEqualTo(2);
        site.group.recover("s2");
        site.run(Duration.ofSeconds(10));
        assertThat(site.group.server("s2").isMember()).isFalse();
    }

    /** Goal 4: what a server that is gone had made ready, others lease when an external agent has told them. */
    @Test
    @Tag("RISV-2.2-4")
    void whatAServerThatIsGoneHadMadeReadyServesOthersOnceItIsRemoved() {
        SimulatedGroup site = new SimulatedGroup(Family.IPV4, 3, 0, 150, LEASE, 8);
        site.run(Duration.ofSeconds(10));
        Set<Object> ready = site.group.server("s3").addresses().all().stream()
                .filter(binding -> binding.state() == AddressState.BINDABLE)
                .map(GroupBinding::address)
                .collect(Collectors.toSet());
        assertThat(ready).isNotEmpty();
        site.group.crash("s3");
        site.population.arriveWithin(Duration.ofSeconds(5));
        site.run(Duration.ofMinutes(3));
        assertThat(site.held()).noneMatch(holding -> ready.contains(holding.address()));

        site.group.leave("s3", "s1");
        site.run(Duration.ofMinutes(3));
        assertThat(site.held()).anyMatch(holding -> ready.contains(holding.address()));
        assertThat(site.population.log().conflicts()).isEmpty();
    }

    @Test
    void twoServersThatJoinAtTheSameTimeBothGetIn() {
        for (long seed = 1; seed <= 20; seed++) {
            SimulatedGroup site = new SimulatedGroup(Family.IPV4, 3, 2, 10, LEASE, seed);
            site.run(Duration.ofSeconds(5));
            site.group.join("s4", "s1");
            site.group.join("s5", "s3");
            site.run(Duration.ofMinutes(5));
            assertThat(site.group.servers())
                    .as("seed %d", seed)
                    .allMatch(server -> server.isMember() && server.groupSize() == 5);
        }
    }

    @Test
    void aGroupHasTwoToSixteenServers() {
        assertThatThrownBy(() -> new SimulatedGroup(Family.IPV4, 1, 0, 1, LEASE, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SimulatedGroup(Family.IPV4, 17, 0, 1, LEASE, 1))
                .isInstanceOf(IllegalArgumentException.class);
        SimulatedGroup most = new SimulatedGroup(Family.IPV4, 16, 0, 30, LEASE, 1);
        most.population.arriveWithin(Duration.ofSeconds(30));
        most.run(Duration.ofMinutes(5));
        assertThat(most.held()).isNotEmpty();
    }

    private static void playFaults(SimulatedGroup site, long seed) {
        Random dice = new Random(seed * 31);
        List<String> names =
                site.group.servers().stream().map(GroupServer::name).toList();
        for (int i = 0; i < 15; i++) {
            site.run(Duration.ofSeconds(dice.nextInt(20, 600)));
            String one = names.get(dice.nextInt(names.size()));
            switch (dice.nextInt(5)) {
                case 0 -> site.group.partition(names.subList(0, 1 + dice.nextInt(names.size() - 1)));
                case 1 -> site.group.heal();
                case 2 ->
                    site.network.conditions(new LinkConditions(Duration.ofMillis(1), Duration.ofMillis(60), 0.1, 0.05));
                case 3 -> site.network.cut(one, names.get(dice.nextInt(names.size())));
                default -> {
                    if (site.group.server(one).isUp()) {
                        site.group.crash(one);
                    } else {
                        site.group.recover(one);
                    }
                }
            }
        }
    }

    private static SimulatedGroup group(Family family, int members, long seed) {
        SimulatedGroup site = new SimulatedGroup(family, members, 0, 60, LEASE, seed);
        site.population.arriveWithin(Duration.ofMinutes(3));
        return site;
    }
}
