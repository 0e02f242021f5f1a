package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers come to a group and leave it; the topics are not read again. */
class RegroupingTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final String LASTS = "null";

    @TempDir
    Path folder;

    private static String[] pair(String members) {
        return new String[] {"groups", "site", "group.site.kind", "replicated", "group.site.members", members};
    }

    @Test
    void serversThatWereAloneBecomeAPair() {
        try (Site site = Site.of(folder).live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa").pass(20, "east", "west");
            assertThat(site.leases()).containsOnlyKeys("east " + ADDRESS, "west " + ADDRESS);

            site.restart(pair("east,west"))
                    .pass(20)
                    .live("east", "west")
                    .heartbeats("east", "west")
                    .pass(20);

            assertThat(site.leases()).containsOnlyKeys("site " + ADDRESS);
            assertThat(Objects.requireNonNull(site.lease(ADDRESS)).get("views")).hasSize(2);
            assertThat(site.members()).containsOnlyKeys("site east", "site west");
        }
    }

    @Test
    void aServerLeavesItsGroupAndTakesItsLeasesAlong() {
        try (Site site = Site.of(folder, pair("east,west,north")).live("east", "west", "north")) {
            site.active("north", ADDRESS, "aa")
                    .active("east", "192.0.2.8", "bb")
                    .pass(20, "east", "west", "north");

            site.restart(pair("east,west")).pass(20);

            assertThat(site.leases()).containsOnlyKeys("north " + ADDRESS, "site 192.0.2.8");
        }
    }

    @Test
    void aRecordFindsTheViewsOfItsAddressThatHaveNotBeenMovedYet() {
        try (Site site = Site.of(folder).live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa").pass(20, "east", "west");

            site.restart(pair("east,west")).active("east", ADDRESS, "aa");

            assertThat(Objects.requireNonNull(site.lease(ADDRESS)).get("views")).hasSize(2);
        }
    }

    @Test
    void aLeaseThatEndedBeforeItsAddressWasMovedStaysEnded() {
        try (Site site = Site.of(folder).live("east", "west")) {
            site.active("east", ADDRESS, "aa").pass(20, "east", "west");

            site.restart(pair("east,west"))
                    .active("east", ADDRESS, "aa", binding -> binding.put("state", "RELEASED"))
                    .tombstone("east", ADDRESS)
                    .pass(20);

            assertThat(site.leases()).isEmpty();
        }
    }

    @Test
    void groupsThatChangeBackBeforeAllViewsAreMovedAreNoticed() {
        try (Site site = Site.of(folder).live("east", "west")) {
            site.active("east", ADDRESS, "aa").pass(20, "east", "west");

            site.restart(pair("east,west"))
                    .active("east", ADDRESS, "aa")
                    .restart()
                    .pass(20);

            assertThat(site.leases()).containsOnlyKeys("east " + ADDRESS);
        }
    }

    /** A server may be heard in its new group before the old group is found to have lost it. */
    @Test
    void theFormerGroupDoesNotUndoWhatTheNewOneKnowsOfAServer() {
        try (Site site = Site.of(folder).live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa").pass(20, "east", "west");

            site.restart(pair("east,west"))
                    .heartbeats("east", "west")
                    .pass(1)
                    .active("east", ADDRESS, "aa")
                    .active("west", ADDRESS, "aa", binding -> binding.put("remote", true));

            assertThat(site.members()).containsOnlyKeys("site east", "site west");
            assertThat(Objects.requireNonNull(site.lease(ADDRESS))
                            .get("agreement")
                            .asText())
                    .isEqualTo("AGREED");
        }
    }

    private static Site clientWithTwoAddresses(Site site) {
        String several = "CLIENT_HOLDS_SEVERAL hw:1/aa";
        for (String server : List.of("east", "west")) {
            site.active(server, ADDRESS, "aa", binding -> binding.put("remote", server.equals("west")))
                    .active(server, "192.0.2.9", "aa", binding -> binding.put("remote", server.equals("east")));
        }
        site.pass(100, "east", "west");
        assertThat(site.open()).containsExactly(several);
        return site;
    }

    private static String[] linked(String links) {
        List<String> keys = new ArrayList<>(List.of(pair("east,west")));
        keys.addAll(List.of("group.site.links", links));
        return keys.toArray(String[]::new);
    }

    @Test
    void findingsAboutClientsOfTheFormerGroupClose() {
        try (Site site =
                Site.of(folder, linked("192.0.2.0/24")).live("east", "west").heartbeats("east", "west")) {
            clientWithTwoAddresses(site).restart().pass(20);

            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void linksInAnotherOrderAreTheSameLinks() {
        try (Site site =
                Site.of(folder, linked("192.0.2.0/24")).live("east", "west").heartbeats("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa", binding -> binding.put("remote", true));

            site.restart(linked("198.51.100.0/24,192.0.2.0/24"))
                    .active("west", "198.51.100.9", "aa")
                    .active("east", "198.51.100.9", "aa", binding -> binding.put("remote", true))
                    .pass(100, "east", "west");

            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void linksApplyToTheAddressesThatAreAlreadyHeld() {
        try (Site site =
                Site.of(folder, linked("198.51.100.0/24")).live("east", "west").heartbeats("east", "west")) {
            for (String server : List.of("east", "west")) {
                site.active(server, ADDRESS, "aa", binding -> binding.put("remote", server.equals("west")))
                        .active(server, "192.0.2.9", "aa", binding -> binding.put("remote", server.equals("east")));
            }

            site.restart(linked("192.0.2.0/24")).pass(100, "east", "west");

            assertThat(site.open()).containsExactly("CLIENT_HOLDS_SEVERAL hw:1/aa");
        }
    }

    private static String[] pair(String key, String value) {
        return Stream.concat(Stream.of(pair("east,west")), Stream.of(key, value))
                .toArray(String[]::new);
    }

    @Test
    void aCorrectedToleranceAppliesToTheAddressesThatAreAlreadyHeld() {
        String tolerance = "expiry.tolerance.ms";
        try (Site site =
                Site.of(folder, pair(tolerance, "1")).live("east", "west").heartbeats("east", "west")) {
            long expiry = Site.NOON.toEpochMilli() + 3_600_000;
            site.active("east", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", expiry))
                    .active("west", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", expiry + 20_000))
                    .pass(100, "east", "west");
            assertThat(agreement(site)).isEqualTo("DISAGREED");

            site.restart(pair(tolerance, "60000")).pass(20);

            assertThat(agreement(site)).isEqualTo("AGREED");
        }
    }

    private static String agreement(Site site) {
        return Objects.requireNonNull(site.lease(ADDRESS)).get("agreement").asText();
    }

    @Test
    void findingsOfTheFormerGroupClose() {
        try (Site site = Site.of(folder, pair("east,west")).live("east", "west").heartbeats("east", "west")) {
            site.active("east", ADDRESS, "aa").pass(100, "east", "west");
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);

            site.restart().pass(20);

            assertThat(site.open()).isEmpty();
            assertThat(site.leases()).containsOnlyKeys("east " + ADDRESS);
        }
    }

    @Test
    void aConflictFollowsItsServersIntoOtherGroups() {
        try (Site site = Site.of(folder, pair("east,west")).live("east", "west").heartbeats("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "bb").pass(100, "east", "west");
            assertThat(site.open()).containsExactly("ADDRESS_HELD_TWICE " + ADDRESS);

            site.restart("groups", "hall", "group.hall.kind", "replicated", "group.hall.members", "east,west")
                    .pass(100, "east", "west");
            assertThat(site.open()).as("renamed").containsExactly("ADDRESS_HELD_TWICE " + ADDRESS);
            assertThat(site.leases()).containsOnlyKeys("hall " + ADDRESS);

            site.restart().pass(100, "east", "west");
            assertThat(site.open()).as("dissolved").containsExactly("ADDRESS_IN_TWO_GROUPS " + ADDRESS);

            site.restart(pair("east,west")).pass(100, "east", "west");
            assertThat(site.open()).as("made again").containsExactly("ADDRESS_HELD_TWICE " + ADDRESS);
        }
    }

    /**
     * The group is a part of the keys of repartition topics, which are not empty at a restart, or are read much later.
     */
    @Test
    void recordsThatWaitedDuringTheRestartBelongToTheNewGroup() {
        try (Site site = Site.of(folder.resolve("site"), "features", "merge,audit,history")
                        .live("east", "west");
                Site reader = Site.of(folder.resolve("reader")).live("east", "west")) {
            site.active("east", ADDRESS, "aa").pass(20, "east", "west");
            reader.pass(30).active("east", ADDRESS, "aa").active("west", "192.0.2.8", "bb");

            site.restart(with(pair("east,west"), "features", "merge,audit,history"))
                    .pass(20, "east", "west")
                    .waited("views", reader.repartitioned("views"));

            assertThat(site.leases()).containsOnlyKeys("site " + ADDRESS, "site 192.0.2.8");
            assertThat(site.tenures().keySet()).anyMatch(key -> key.startsWith("site 192.0.2.8"));
            assertThat(site.tenures().keySet()).noneMatch(key -> key.startsWith("west "));
        }
    }

    /** It waited in the partition of the former group, which gets no further signal of the server. */
    @Test
    void aSignalThatWaitedDuringTheRestartMakesNoMemberOfTheNewGroup() {
        try (Site site = Site.of(folder.resolve("site")).live("east", "west");
                Site reader = Site.of(folder.resolve("reader"))) {
            site.active("east", ADDRESS, "aa").pass(20, "east", "west");
            reader.pass(30).heartbeats("east");

            site.restart(pair("east,west"))
                    .waited("signals", reader.repartitioned("signals"))
                    .pass(20);

            assertThat(site.members()).isEmpty();
        }
    }

    /** Otherwise the former group would name a possible holder for as long as its tenures are kept. */
    @Test
    void aTenureEndsInTheFormerGroupOnceItsServerReportsInAnother() {
        String[] history = {"features", "merge,audit,history"};
        try (Site site = Site.of(folder, history).live("east", "west")) {
            site.active("east", ADDRESS, "aa")
                    .active("east", "192.0.2.8", "bb")
                    .active("east", "192.0.2.9", "cc")
                    .pass(60, "east", "west");

            site.restart(with(pair("east,west"), history)).pass(20);
            assertThat(ends(site)).as("nothing was reported yet").containsOnly(LASTS);

            site.active("east", ADDRESS, "aa")
                    .active("east", "192.0.2.8", "dd")
                    .active("east", "192.0.2.9", "cc", binding -> binding.put("state", "RELEASED"))
                    .pass(20, "east", "west");

            assertThat(ends(site, "east " + ADDRESS)).containsExactly("VANISHED");
            assertThat(ends(site, "site " + ADDRESS)).containsOnly(LASTS);
            assertThat(ends(site, "east 192.0.2.8")).containsExactly("REASSIGNED");
            assertThat(ends(site, "site 192.0.2.8")).containsOnly(LASTS);
            assertThat(ends(site, "east 192.0.2.9")).containsExactly("RELEASED");
        }
    }

    @Test
    void aTenureFollowsItsServerBackIntoItsGroup() {
        String[] history = {"features", "merge,audit,history"};
        try (Site site = Site.of(folder, history).live("east", "west")) {
            site.active("east", ADDRESS, "aa").pass(60, "east", "west");
            site.restart(with(pair("east,west"), history)).active("east", ADDRESS, "aa");
            site.pass(60, "east", "west");

            site.restart(history).active("east", ADDRESS, "aa").pass(60, "east", "west");

            assertThat(ends(site, "east " + ADDRESS)).contains(LASTS);
            assertThat(ends(site, "site " + ADDRESS)).containsOnly("VANISHED");
        }
    }

    @Test
    void aTenureStaysOpenWhileServersOfTheFormerGroupReportIt() {
        String[] history = {"features", "merge,audit,history"};
        try (Site site = Site.of(folder, with(pair("east,west,north"), history)).live("east", "west", "north")) {
            site.active("east", ADDRESS, "aa").active("north", ADDRESS, "aa").pass(60, "east", "west", "north");

            site.restart(with(pair("east,west"), history))
                    .active("north", ADDRESS, "aa")
                    .pass(20, "east", "west");

            assertThat(ends(site, "site " + ADDRESS)).containsOnly(LASTS);
            assertThat(ends(site, "north " + ADDRESS)).containsOnly(LASTS);
        }
    }

    /** The reasons for which the tenures with such keys ended; {@link #LASTS} for one that has not. */
    private static List<String> ends(Site site, String... prefixes) {
        List<String> reasons = new ArrayList<>();
        site.tenures().forEach((key, tenure) -> {
            if (prefixes.length == 0 || Stream.of(prefixes).anyMatch(key::startsWith)) {
                reasons.add(tenure.get("endReason").asText());
            }
        });
        return reasons;
    }

    /** What a server told last goes with it: otherwise nothing would say that the record is a repeat. */
    @Test
    void anErasedClientDoesNotComeBackInAnotherGroup() {
        String client = "02:00:00:00:00:aa";
        String[] alone = {"features", "merge,audit,history"};
        try (Site site = Site.of(folder, alone).live("east", "west")) {
            long last = site.now().toEpochMilli();
            Consumer<Map<String, @Nullable Object>> again = binding -> {
                binding.put("origin", "SNAPSHOT");
                binding.put("stateStartTime", last);
                binding.put("lastTransactionTime", last);
            };
            site.active("east", ADDRESS, client).pass(60, "east", "west").erase("one", "hardware-address", client);

            site.restart(with(pair("east,west"), alone)).pass(20).active("east", ADDRESS, client, again);
            assertThat(site.tenures()).as("in a group").isEmpty();

            site.restart(alone).pass(20).active("east", ADDRESS, client, again);
            assertThat(site.tenures()).as("alone again").isEmpty();

            site.pass(60).active("east", ADDRESS, client);
            assertThat(site.tenures()).as("a new lease").hasSize(1);
        }
    }

    private static String[] with(String[] keys, String... more) {
        return Stream.concat(Stream.of(keys), Stream.of(more)).toArray(String[]::new);
    }
}
