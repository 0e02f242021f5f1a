package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of finding: when it opens, when it does not, when it closes. */
class FindingsTest {

    private static final String ADDRESS = "192.0.2.7";

    @TempDir
    Path folder;

    private Site pair() {
        return Site.group(folder, "failover", "east,west").live("east", "west").heartbeats("east", "west");
    }

    private Site replicated() {
        return Site.group(folder, "replicated", "east,west")
                .live("east", "west")
                .heartbeats("east", "west");
    }

    private static void released(Site site, String server, String address, String client) {
        site.binding(server, address, binding -> {
            binding.put("state", "RELEASED");
            binding.put("hardwareType", 1);
            binding.put("hardwareAddress", client);
            binding.put("lastTransactionTime", site.now().toEpochMilli());
            binding.put("stateStartTime", site.now().toEpochMilli());
        });
    }

    @Test
    @Tag("RISV-10-1")
    @Tag("R7031-7-8")
    void anAddressHeldTwiceOpensAfterTheGraceAndClosesWhenOneLetsGo() {
        try (Site site = pair()) {
            site.active("east", ADDRESS, "aa").pass(5, "east", "west").active("west", ADDRESS, "bb");
            long began = site.now().toEpochMilli();
            site.pass(59, "east", "west");
            assertThat(site.open()).isEmpty();

            site.pass(15, "east", "west");
            assertThat(site.open()).containsExactly("ADDRESS_HELD_TWICE " + ADDRESS);
            var finding = site.finding("ADDRESS_HELD_TWICE " + ADDRESS);
            assertThat(finding.get("openedAt").asLong()).isEqualTo(began);
            assertThat(finding.get("closedAt").isNull()).isTrue();
            assertThat(finding.get("servers")).hasToString("[\"east\",\"west\"]");
            assertThat(finding.get("evidence").get("east").asText()).startsWith("ACTIVE, client hw:1/aa");
            assertThat(finding.get("explanation").asText()).isNotBlank();

            released(site, "east", ADDRESS, "aa");
            site.active("west", ADDRESS, "bb").active("east", ADDRESS, "bb");
            assertThat(site.open()).isEmpty();
            assertThat(site.finding("ADDRESS_HELD_TWICE " + ADDRESS)
                            .get("closedAt")
                            .asLong())
                    .isEqualTo(site.now().toEpochMilli());
        }
    }

    /** The skew is not known before a connection has been measured. */
    @Test
    void serversWhoseClocksAreAheadDoNotShortenTheGrace() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa", binding -> binding.put("clockSkewMillis", null));
            site.pass(10);
            for (String server : List.of("east", "west")) {
                site.heartbeat(server, heartbeat -> {
                    heartbeat.put("baseTime", site.now().toEpochMilli() + 3_600_000);
                    heartbeat.put("clockSkewMillis", null);
                });
            }
            site.pass(10);

            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void aConflictThatIsOverWithinTheGraceIsNoFinding() {
        try (Site site = pair()) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb").pass(30, "east", "west");
            site.active("east", ADDRESS, "bb", binding -> {
                        binding.put("lastTransactionTime", Site.NOON.toEpochMilli());
                        binding.put("leaseExpiryTime", Site.NOON.toEpochMilli() + 3_600_000);
                    })
                    .pass(300, "east", "west");

            assertThat(site.history()).isEmpty();
        }
    }

    @Test
    void aConflictEndsByItselfWhenALeaseRunsOut() {
        try (Site site = replicated()) {
            long made = site.now().toEpochMilli();
            site.active("east", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", made + 200_000))
                    .active("west", ADDRESS, "bb")
                    .pass(100, "east", "west");
            assertThat(site.open()).contains("ADDRESS_HELD_TWICE " + ADDRESS);

            site.pass(105, "east", "west");
            assertThat(site.open()).doesNotContain("ADDRESS_HELD_TWICE " + ADDRESS);
        }
    }

    @Test
    @Tag("RISV-10-1")
    void aLeaseThatDoesNotReachTheOtherServerIsFound() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa").pass(90, "east", "west");
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
            assertThat(site.finding("NOT_REPLICATED " + ADDRESS)
                            .get("evidence")
                            .get("west")
                            .asText())
                    .isEqualTo("does not know of the address");

            site.active("west", ADDRESS, "aa", binding -> binding.put("lastTransactionTime", Site.NOON.toEpochMilli()));
            assertThat(site.open()).doesNotContain("NOT_REPLICATED " + ADDRESS);
        }
    }

    @Test
    void aRenewalThatIsReplicatedWithinTheGraceIsNoFinding() {
        try (Site site = replicated()) {
            for (int round = 0; round < 5; round++) {
                site.active("east", ADDRESS, "aa").pass(20, "east", "west");
                long made = site.now().minusSeconds(20).toEpochMilli();
                site.active("west", ADDRESS, "aa", binding -> {
                            binding.put("lastTransactionTime", made);
                            binding.put("leaseExpiryTime", made + 3_600_000);
                        })
                        .pass(80, "east", "west");
            }

            assertThat(site.history()).isEmpty();
        }
    }

    @Test
    void aLeaseThatBeginsAfterAnotherRanOutHasAGraceOfItsOwn() {
        try (Site site = replicated()) {
            site.event("west", "DISCONNECTED");
            site.active("east", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", inSeconds(site, 60)));
            site.pass(100, "east");
            site.active("east", ADDRESS, "aa").live("west").heartbeats("east", "west");

            site.pass(50, "east", "west");
            assertThat(site.open()).isEmpty();
            site.pass(30, "east", "west");
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
        }
    }

    private static long inSeconds(Site site, long seconds) {
        return site.now().plusSeconds(seconds).toEpochMilli();
    }

    @Test
    void nothingOpensBeforeTheWatermarkOfTheSuspectHasPassedTheGrace() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa").pass(120, "east");
            assertThat(site.open())
                    .as("west is quiet, so nobody knows what it has")
                    .isEmpty();

            site.heartbeat("west").pass(2);
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
        }
    }

    @Test
    void aWatermarkCountsOnlyUpToTheMomentWhenItWasReported() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa").pass(5, "east");
            // A clock that is a day ahead, by an amount that nobody knows.
            site.heartbeat("west", heartbeat -> {
                heartbeat.put("clockSkewMillis", null);
                heartbeat.put("baseTime", site.now().plusSeconds(86_400).toEpochMilli());
            });
            site.pass(50, "east");

            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void nothingOpensWhileTheInputsAreBeingCaughtUpWith() {
        try (Site site = pair()) {
            site.frontierAt(Long.MIN_VALUE);
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb").pass(600, "east", "west");
            assertThat(site.history()).isEmpty();

            site.frontierIsNow().pass(2, "east", "west");
            assertThat(site.open()).containsExactly("ADDRESS_HELD_TWICE " + ADDRESS);
        }
    }

    @Test
    void aClaimCountsOnlyWhenWhatItSpeaksOfHasBeenProcessed() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa")
                    .pass(20, "east", "west")
                    .frontierAt(site.now().toEpochMilli());
            site.pass(200, "east", "west");
            assertThat(site.history())
                    .as("what west wrote since then may not have come yet")
                    .isEmpty();

            site.frontierIsNow().pass(2);
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
        }
    }

    @Test
    void anIncompleteViewAccusesNobodyAndIsAskedWhenItIsCompleteAgain() {
        try (Site site = replicated()) {
            site.event("west", "DISCONNECTED").active("east", ADDRESS, "aa").pass(50, "east");
            assertThat(site.open()).isEmpty();
            site.pass(120, "east");
            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");

            site.live("west").heartbeat("west").pass(3, "east", "west");
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
        }
    }

    @Test
    @Tag("R7031-7-7")
    void aFindingStaysOpenWhileAServerThatItRestsOnIsDown() {
        try (Site site = pair()) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb").pass(80, "east", "west");
            site.event("west", "DISCONNECTED").active("east", ADDRESS, "aa").pass(20, "east");

            assertThat(site.open()).contains("ADDRESS_HELD_TWICE " + ADDRESS);

            site.live("west");
            released(site, "west", ADDRESS, "bb");
            assertThat(site.open()).doesNotContain("ADDRESS_HELD_TWICE " + ADDRESS);
        }
    }

    @Test
    void whatIsOpenClosesWithTheLastViewOfTheAddress() {
        try (Site site = pair()) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb").pass(80, "east", "west");
            assertThat(site.open()).containsExactly("ADDRESS_HELD_TWICE " + ADDRESS);

            site.tombstone("east", ADDRESS).tombstone("west", ADDRESS);

            assertThat(site.open()).isEmpty();
            assertThat(site.lease(ADDRESS)).isNull();
        }
    }

    @Test
    void aFindingNamesAServerThatTakesPartLater() {
        try (Site site = Site.group(folder, "replicated", "east,west,north")
                .live("east", "west", "north")
                .heartbeats("east", "west", "north")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb");
            site.binding("north", ADDRESS, binding -> binding.put("state", "AVAILABLE"));
            site.pass(80, "east", "west", "north");
            assertThat(site.finding("ADDRESS_HELD_TWICE " + ADDRESS).get("servers"))
                    .hasToString("[\"east\",\"west\"]");

            site.active("north", ADDRESS, "bb");
            assertThat(site.finding("ADDRESS_HELD_TWICE " + ADDRESS).get("servers"))
                    .hasToString("[\"east\",\"west\",\"north\"]");
        }
    }

    @Test
    void anIncompleteViewPutsNoAddressIntoTwoGroups() {
        try (Site site = Site.of(folder).live("east", "west").heartbeats("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb");
            site.event("west", "DISCONNECTED").pass(80, "east");

            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");
        }
    }

    @Test
    void anAddressHeldHereAndNotThereIsFound() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa")
                    .binding("west", ADDRESS, binding -> binding.put("state", "AVAILABLE"))
                    .pass(80, "east", "west");

            assertThat(site.open()).containsExactly("STATE_DISAGREES " + ADDRESS);
            released(site, "east", ADDRESS, "aa");
            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    @Tag("RISV-10-1")
    void endsOfOneTransactionThatDifferAreFound() {
        try (Site site = replicated()) {
            long made = site.now().toEpochMilli();
            site.active("east", ADDRESS, "aa")
                    .active("west", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", made + 3_610_000))
                    .pass(80, "east", "west");

            assertThat(site.open()).containsExactly("EXPIRY_DISAGREES " + ADDRESS);
        }
    }

    @Test
    void aPartnerLifetimeIsNoFinding() {
        try (Site site = pair()) {
            long made = site.now().toEpochMilli();
            site.active("east", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", made + 120_000))
                    .active("west", ADDRESS, "aa", binding -> {
                        binding.put("remote", true);
                        binding.put("leaseExpiryTime", made + 7_200_000);
                    })
                    .pass(121, "east", "west")
                    .binding("east", ADDRESS, binding -> {
                        binding.put("state", "EXPIRED");
                        binding.put("hardwareType", 1);
                        binding.put("hardwareAddress", "aa");
                        binding.put("lastTransactionTime", made);
                    })
                    .pass(300, "east", "west");

            assertThat(site.history()).isEmpty();
        }
    }

    @Test
    @Tag("R7031-7-8")
    void aClientWithAddressesOfOneLinkFromTwoServersIsFound() {
        try (Site site = Site.of(
                folder,
                "groups",
                "site",
                "group.site.kind",
                "replicated",
                "group.site.members",
                "east,west",
                "group.site.links",
                "192.0.2.0/24,198.51.100.0/24")) {
            site.live("east", "west").heartbeats("east", "west");
            both(site, "192.0.2.7", "aa", "east");
            both(site, "192.0.2.9", "aa", "west");
            both(site, "198.51.100.1", "bb", "east");
            both(site, "192.0.2.10", "bb", "west");
            site.pass(80, "east", "west");

            assertThat(site.open()).containsExactly("CLIENT_HOLDS_SEVERAL hw:1/aa");
            assertThat(site.finding("CLIENT_HOLDS_SEVERAL hw:1/aa")
                            .get("evidence")
                            .get("west")
                            .asText())
                    .startsWith("192.0.2.9 until ");

            for (String server : new String[] {"east", "west"}) {
                released(site, server, "192.0.2.7", "aa");
            }
            assertThat(site.open()).isEmpty();
        }
    }

    /** Made by one, known to both. */
    private static void both(Site site, String address, String client, String maker) {
        for (String server : new String[] {"east", "west"}) {
            site.active(server, address, client, binding -> binding.put("remote", !server.equals(maker)));
        }
    }

    @Test
    void aLinkIsReportedByTheRelayWhereNoSubnetsAreConfigured() {
        try (Site site = replicated()) {
            for (String address : new String[] {"192.0.2.7", "192.0.2.9"}) {
                String maker = address.endsWith("7") ? "east" : "west";
                for (String server : new String[] {"east", "west"}) {
                    site.active(server, address, "aa", binding -> {
                        binding.put("remote", !server.equals(maker));
                        binding.put("relay", Map.of("giaddr", "192.0.2.1"));
                    });
                }
            }
            site.pass(80, "east", "west");

            assertThat(site.open()).containsExactly("CLIENT_HOLDS_SEVERAL hw:1/aa");
        }
    }

    @Test
    void anAddressThatTwoGroupsLeaseIsFoundOnce() {
        try (Site site = Site.of(folder).live("east", "west").heartbeats("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb").active("east", "192.0.2.8", "cc");
            site.pass(80, "east", "west");

            assertThat(site.open()).containsExactly("ADDRESS_IN_TWO_GROUPS " + ADDRESS);
            assertThat(site.finding("ADDRESS_IN_TWO_GROUPS " + ADDRESS).get("servers"))
                    .hasToString("[\"east\",\"west\"]");

            released(site, "west", ADDRESS, "bb");
            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void anAddressOfTwoGroupsIsOneOfOneGroupWhenTheOtherLeaseRunsOut() {
        try (Site site = Site.of(folder).live("east", "west").heartbeats("east", "west")) {
            Instant end = site.now().plusSeconds(90);
            site.active("east", ADDRESS, "aa")
                    .active("west", ADDRESS, "bb", binding -> binding.put("leaseExpiryTime", end.toEpochMilli()))
                    .pass(80, "east", "west");
            assertThat(site.open()).containsExactly("ADDRESS_IN_TWO_GROUPS " + ADDRESS);

            site.pass(20, "east", "west").binding("west", ADDRESS, binding -> {
                binding.put("state", "EXPIRED");
                binding.put("stateStartTime", end.toEpochMilli());
            });

            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void aServerThatStaysSilentIsFoundAndOneThatFlapsIsNot() {
        try (Site site = pair()) {
            site.event("west", "DISCONNECTED").pass(40, "east").live("west").pass(100, "east", "west");
            assertThat(site.history()).isEmpty();

            site.pass(250, "east");
            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");
            assertThat(site.finding("VIEW_INCOMPLETE west")
                            .get("evidence")
                            .get("west")
                            .asText())
                    .startsWith("Nothing was heard of the server since");

            site.heartbeat("west").pass(1);
            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void aGapIsFoundUntilItIsFilled() {
        try (Site site = pair()) {
            site.event("west", "DATA_MISSING", event -> event.put("gapOpen", true));
            for (int second = 0; second < 70; second += 10) {
                site.pass(10, "east").heartbeat("west", heartbeat -> heartbeat.put("gapOpen", true));
            }
            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");

            site.event("west", "GAP_FILLED").pass(1);
            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void aClockThatIsMeasuredOnBothSidesOfTheToleranceIsOneFinding() {
        try (Site site = Site.group(folder, "replicated", "east,west").live("east", "west")) {
            for (int skew : new int[] {4_900, 5_100, 4_900, 5_100, 4_900, 3_900}) {
                site.pass(10, "east").heartbeat("west", heartbeat -> heartbeat.put("clockSkewMillis", skew));
            }
            site.pass(10, "east");

            assertThat(site.history()).containsExactly("OPEN CLOCK_SKEW west", "CLOSED CLOCK_SKEW west");
        }
    }

    @Test
    void aClockThatIsOffIsFound() {
        try (Site site = pair()) {
            site.heartbeat("west", heartbeat -> heartbeat.put("clockSkewMillis", -5_000))
                    .pass(1);
            assertThat(site.open()).isEmpty();

            site.heartbeat("west", heartbeat -> heartbeat.put("clockSkewMillis", -5_001))
                    .pass(1);
            assertThat(site.open()).containsExactly("CLOCK_SKEW west");

            site.heartbeat("west").pass(1);
            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void theBusiestServerNeedsNoHeartbeat() {
        try (Site site = replicated()) {
            site.active("east", ADDRESS, "aa");
            for (int second = 0; second < 400; second++) {
                site.pass(1, "east").active("west", "192.0.2." + (100 + second % 50), "cc");
                site.active("east", "192.0.2." + (100 + second % 50), "cc");
            }

            assertThat(site.member("site west").get("complete").asBoolean()).isTrue();
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
        }
    }

    @Test
    void withoutAuditNothingIsFound() {
        try (Site site = Site.of(
                folder,
                "groups",
                "site",
                "group.site.kind",
                "failover",
                "group.site.members",
                "east,west",
                "features",
                "merge")) {
            site.live("east", "west").active("east", ADDRESS, "aa").active("west", ADDRESS, "bb");
            site.pass(200, "east", "west");

            assertThat(site.history()).isEmpty();
            assertThat(site.lease(ADDRESS)).isNotNull();
        }
    }
}
