package net.leasequery.simulator.failover;

import static net.leasequery.simulator.client.TestSite.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.HoldingEnd;
import net.leasequery.simulator.client.PopulationSettings;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.network.LinkConditions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The requirements of RFC 7031 section 7 on a simulated pair, under crashes and partitions. */
class FailoverPairTest {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int SCHEDULES = Integer.getInteger("leasequery.schedules", 4);

    /** Items 1, 2 and 6: both partners know a lease, by lazy updates. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void eachPartnerKnowsWhatTheOtherLeased(Family family) {
        SimulatedPair site = site(family, false, 7);
        site.run(Duration.ofMinutes(40));
        site.population.settle();
        site.run(Duration.ofMinutes(1));

        assertThat(site.settles()).isTrue();
        assertThat(site.held()).hasSizeGreaterThan(30);
        assertBothServersKnow(site);
    }

    /** Items 7 and 8. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void noAddressIsHeldTwiceUnderCrashesAndPartitions(Family family) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            SimulatedPair site = site(family, seed % 2 == 0 && family == Family.IPV4, seed);
            playFaults(site, seed);
            assertThat(site.population.log().conflicts()).as("seed %d", seed).isEmpty();
        }
    }

    /** Items 5, 7 and 8: of IPv6, prefixes too. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void afterHealingBothServersKnowEveryLeaseThatAClientHolds(Family family) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            SimulatedPair site = site(family, seed % 2 == 0 && family == Family.IPV4, seed);
            playFaults(site, seed);
            heal(site);
            assertThat(site.settles()).as("seed %d: %s", seed, site.states()).isTrue();
            assertBothServersKnow(site);
        }
    }

    /** Item 4, lease stability. */
    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("R7031-7-4")
    void aClientKeepsItsAddressWhileOnePartnerIsUp(Family family) {
        SimulatedPair site = site(family, false, 3);
        site.run(Duration.ofMinutes(30));
        site.pair.crash("east");
        site.run(Duration.ofHours(2));
        List<Holding> lost = site.population.log().all().stream()
                .filter(holding -> holding.end() == HoldingEnd.REFUSED)
                .toList();
        assertThat(lost).isEmpty();
        assertThat(site.pair.secondary().state()).isEqualTo(FailoverState.COMMUNICATIONS_INTERRUPTED);
        assertThat(site.held()).isNotEmpty();
    }

    @Test
    @Tag("R8156-4.4-1")
    void aLeaseIsNeverLongerThanTheMcltBeyondWhatThePartnerHasAcknowledged() {
        SimulatedPair site = new SimulatedPair(
                Family.IPV4,
                FailoverSettings.hotStandby(LEASE).withMclt(Duration.ofMinutes(1)),
                PopulationSettings.lively(1, Duration.ofHours(2)),
                1);
        site.run(Duration.ofSeconds(2)); // the partners are in contact
        site.population.clients().get(0).powerOn();
        site.run(Duration.ofSeconds(2));

        Holding first = site.held().get(0);
        assertThat(Duration.between(first.from(), first.until())).isEqualTo(Duration.ofMinutes(1));

        site.run(Duration.ofSeconds(40)); // T1 has passed, the partner knows of the lease
        Holding renewed = site.held().get(0);
        assertThat(Duration.between(site.scheduler.now(), renewed.until())).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    @Tag("R8156-4.4.1-1")
    void thePartnerShowsThePartnerLifetimeAndDataSourceRemote() {
        SimulatedPair site = site(Family.IPV4, false, 5);
        site.population.clients().get(0).powerOn();
        site.run(Duration.ofSeconds(3));

        Holding held = site.held().get(0);
        var atEast = shown(site.east, held.address());
        var atWest = shown(site.west, held.address());
        assertThat(atEast.remote()).isFalse();
        assertThat(atWest.remote()).isTrue();
        assertThat(atWest.state()).isEqualTo(DhcpState.ACTIVE);
        assertThat(atWest.lastTransaction()).isEqualTo(atEast.lastTransaction());
        assertThat(Objects.requireNonNull(atWest.term()).expiry())
                .isAfter(Objects.requireNonNull(atEast.term()).expiry());
    }

    @Test
    @Tag("R7031-7-6")
    void aLeaseThatOnlyTheClientKnowsIsRecognisedWhenItRebinds() {
        // The primary fails after the ACK, before the update.
        SimulatedPair lazy = new SimulatedPair(
                Family.IPV4,
                FailoverSettings.hotStandby(LEASE).withUpdateDelay(Duration.ofSeconds(30)),
                PopulationSettings.lively(1, LEASE),
                11);
        lazy.run(Duration.ofSeconds(10));
        lazy.population.clients().get(0).powerOn();
        lazy.run(Duration.ofMillis(300));
        Holding held = lazy.held().get(0);
        lazy.pair.crash("east");
        assertThat(shown(lazy.west, held.address()).isActive()).isFalse();

        lazy.run(LEASE);
        assertThat(lazy.held()).extracting(Holding::address).containsExactly(held.address());
        assertThat(shown(lazy.west, held.address()).isActive()).isTrue();
    }

    @Test
    @Tag("R8156-8.6-1")
    void aServerThatLostItsStorageLearnsAllFromItsPartner() {
        SimulatedPair site = site(Family.IPV4, false, 13);
        site.run(Duration.ofMinutes(30));
        site.pair.crash("east");
        site.run(Duration.ofMinutes(1));
        site.pair.partnerDown("west");
        site.run(Duration.ofMinutes(5));
        site.pair.recover("east", false);
        site.run(Duration.ofMinutes(5));
        heal(site);
        assertThat(site.settles()).isTrue();
        assertBothServersKnow(site);
        assertThat(site.population.log().conflicts()).isEmpty();
    }

    @Test
    @Tag("R7031-7-8")
    void bothServeAloneAfterAWrongPartnerDownAndFindTheirWayBack() {
        SimulatedPair site = site(Family.IPV4, false, 17);
        site.run(Duration.ofMinutes(30));
        site.pair.partition();
        site.run(Duration.ofMinutes(1));
        site.pair.partnerDown("east");
        site.pair.partnerDown("west");
        site.run(Duration.ofMinutes(40));
        site.pair.heal();
        site.run(Duration.ofMinutes(1));
        assertThat(site.settles()).isTrue();
    }

    /** A connection or a process that fails for less than the contact timeout, while a server learns what it missed. */
    @Test
    @Tag("R7031-7-8")
    void recoversThroughFailuresThatTheOtherDoesNotNotice() {
        for (long seed = 1; seed <= 10L * SCHEDULES; seed++) {
            SimulatedPair site = site(Family.IPV4, false, seed);
            site.network.conditions(new LinkConditions(Duration.ofMillis(1), Duration.ofMillis(500), 0, 0));
            Random dice = new Random(seed);
            site.run(Duration.ofMinutes(10));
            if (dice.nextBoolean()) {
                site.pair.partition();
                site.run(Duration.ofMinutes(1));
                site.pair.partnerDown("east");
                site.pair.partnerDown("west");
                site.run(Duration.ofMinutes(10));
                site.pair.heal();
            } else {
                site.pair.crash("east");
                site.run(Duration.ofMinutes(1));
                site.pair.partnerDown("west");
                site.run(Duration.ofMinutes(10));
                site.pair.recover("east", dice.nextBoolean());
            }
            for (int i = 0; i < 5; i++) {
                site.run(Duration.ofMillis(dice.nextInt(1_500)));
                failBriefly(site, dice);
            }
            site.network.conditions(LinkConditions.GOOD);
            site.run(Duration.ofMinutes(10));
            assertThat(site.settles()).as("seed %d: %s", seed, site.states()).isTrue();
        }
    }

    private static void failBriefly(SimulatedPair site, Random dice) {
        String one = dice.nextBoolean() ? "east" : "west";
        String other = one.equals("east") ? "west" : "east";
        Duration brief = Duration.ofMillis(dice.nextInt(1, 2_500));
        if (dice.nextBoolean()) {
            site.pair.crash(one);
            site.run(brief);
            site.pair.recover(one, true);
        } else {
            site.network.cut(one, other);
            site.run(brief);
            site.network.mend(one, other);
        }
    }

    @Test
    @Tag("R8156-8.4-1")
    void aServerWhosePartnerIsDownLeasesThePartnersAddressesAfterTheMcltOnly() {
        Duration mclt = Duration.ofMinutes(5);
        SimulatedPair site = new SimulatedPair(
                Family.IPV4,
                FailoverSettings.hotStandby(Duration.ofHours(1)).withMclt(mclt),
                PopulationSettings.lively(110, Duration.ofHours(10)),
                19);
        site.run(Duration.ofSeconds(10)); // the pools are divided
        site.pair.crash("east");
        site.run(Duration.ofSeconds(10));
        site.pair.partnerDown("west");
        site.population.clients().forEach(client -> client.powerOn());

        site.run(mclt.minusSeconds(10));
        assertThat(site.held()).hasSizeBetween(50, 60);
        site.run(Duration.ofMinutes(1));
        assertThat(site.held()).hasSizeGreaterThan(100);
    }

    @Test
    void eachPartnerServesHalfOfTheNewClientsWhereTheyBalanceTheLoad() {
        SimulatedPair site = site(Family.IPV4, true, 23);
        site.run(Duration.ofMinutes(6));
        assertThat(site.held()).filteredOn(held -> held.server().equals("west")).hasSizeGreaterThan(20);
        assertThat(site.held()).filteredOn(held -> held.server().equals("east")).hasSizeGreaterThan(20);
    }

    private static void playFaults(SimulatedPair site, long seed) {
        Random dice = new Random(seed * 31);
        for (int i = 0; i < 12; i++) {
            site.run(Duration.ofSeconds(dice.nextInt(30, 900)));
            String server = dice.nextBoolean() ? "east" : "west";
            switch (dice.nextInt(3)) {
                case 0 -> site.pair.partition();
                case 1 -> site.pair.heal();
                default -> {
                    if (site.pair.servers().stream().allMatch(FailoverEndpoint::isUp)) {
                        site.pair.crash(server);
                        site.run(Duration.ofSeconds(dice.nextInt(1, 600)));
                        site.pair.recover(server, true);
                    }
                }
            }
        }
    }

    private static void heal(SimulatedPair site) {
        site.pair.heal();
        site.population.settle();
        site.run(LEASE);
    }

    private static void assertBothServersKnow(SimulatedPair site) {
        for (Holding held : site.held()) {
            for (LeaseDatabase database : List.of(site.east, site.west)) {
                var lease = shown(database, held.address());
                assertThat(lease.isActive()).as("%s", held).isTrue();
                assertThat(lease.client()).as("%s", held).isEqualTo(held.client());
            }
        }
    }

    private static SimulatedPair site(Family family, boolean loadBalancing, long seed) {
        FailoverSettings settings = FailoverSettings.hotStandby(LEASE);
        SimulatedPair site = new SimulatedPair(
                family,
                loadBalancing ? settings.withLoadBalancing() : settings,
                PopulationSettings.lively(100, LEASE),
                seed);
        site.population.arriveWithin(Duration.ofMinutes(5));
        return site;
    }
}
