package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers come to a group and leave it; the topics are not read again. */
class RegroupingTest {

    private static final String ADDRESS = "192.0.2.7";

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
    void findingsOfTheFormerGroupClose() {
        try (Site site = Site.of(folder, pair("east,west")).live("east", "west").heartbeats("east", "west")) {
            site.active("east", ADDRESS, "aa").pass(100, "east", "west");
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);

            site.restart().pass(20);

            assertThat(site.open()).isEmpty();
            assertThat(site.leases()).containsOnlyKeys("east " + ADDRESS);
        }
    }
}
