package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code CLIENT_HOLDS_SEVERAL}: one client with different addresses of one link from different members. */
class ClientFindingsTest {
    private static final String FINDING = "CLIENT_HOLDS_SEVERAL hw:1/aa";
    private static final long HOUR = 3600;

    @TempDir
    Path folder;

    private Site site() {
        return Site.of(
                        folder,
                        "groups",
                        "site",
                        "group.site.kind",
                        "replicated",
                        "group.site.members",
                        "east,west",
                        "group.site.links",
                        "192.0.2.0/24")
                .live("east", "west")
                .heartbeats("east", "west");
    }

    /** Made by one, known to both. */
    private static void both(Site site, String address, String client, String maker, long seconds) {
        for (String server : List.of("east", "west")) {
            site.active(server, address, client, binding -> {
                binding.put("remote", !server.equals(maker));
                binding.put("leaseExpiryTime", site.now().plusSeconds(seconds).toEpochMilli());
            });
        }
    }

    @Test
    @Tag("R7031-7-8")
    void opensWhenItHasLastedLongerThanTheGrace() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", HOUR);
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.pass(50, "east", "west");
            assertThat(site.open()).isEmpty();

            site.pass(30, "east", "west");
            assertThat(site.open()).containsExactly(FINDING);
        }
    }

    @Test
    void oneServerMayLeaseAClientSeveralAddresses() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", HOUR);
            both(site, "192.0.2.9", "aa", "east", HOUR);
            site.pass(100, "east", "west");

            assertThat(site.history()).isEmpty();
        }
    }

    @Test
    void aLeaseThatRanOutIsNoneOfThem() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", 30);
            site.pass(40, "east", "west");
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.pass(100, "east", "west");

            assertThat(site.open()).doesNotContain(FINDING);
        }
    }

    @Test
    void closesWhenOneOfTheLeasesRunsOut() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", 150);
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.pass(100, "east", "west");
            assertThat(site.open()).containsExactly(FINDING);

            site.pass(60, "east", "west");
            assertThat(site.open()).isEmpty();
        }
    }

    @Test
    void aRenewalMovesTheEndOfALease() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", 90);
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.pass(70, "east", "west");
            both(site, "192.0.2.7", "aa", "east", HOUR);
            site.pass(100, "east", "west");

            assertThat(site.open()).containsExactly(FINDING);
        }
    }

    @Test
    void closesWhenOneOfTheAddressesGoesToAnotherClient() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", HOUR);
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.pass(100, "east", "west");
            both(site, "192.0.2.7", "bb", "east", HOUR);

            assertThat(site.open()).doesNotContain(FINDING);
        }
    }

    @Test
    void closesAtTheMomentOfTheReleaseAndNotBeforeItOpened() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", HOUR);
            site.pass(10, "east", "west");
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.pass(100, "east", "west");
            assertThat(site.open()).containsExactly(FINDING);

            for (String server : List.of("east", "west")) {
                site.active(server, "192.0.2.7", "aa", binding -> binding.put("state", "RELEASED"));
            }

            assertThat(site.open()).isEmpty();
            assertThat(site.finding(FINDING).get("closedAt").asLong())
                    .isEqualTo(site.now().toEpochMilli());
        }
    }

    @Test
    void accusesNoServerWhoseViewIsNotComplete() {
        try (Site site = site()) {
            both(site, "192.0.2.7", "aa", "east", HOUR);
            both(site, "192.0.2.9", "aa", "west", HOUR);
            site.event("west", "DISCONNECTED").pass(100, "east");
            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");

            site.live("west").pass(80, "east", "west");
            assertThat(site.open()).containsExactly(FINDING);
        }
    }

    @Test
    void anAddressAndADelegatedPrefixAreNotSeveralAddresses() {
        try (Site site = Site.group(folder, "independent", "east,west").family("ipv6")) {
            Consumer<Map<String, @Nullable Object>> client = binding -> {
                binding.put("hardwareAddress", null);
                binding.put("duid", "AAMAAQIDBAUGBw==");
                binding.put("iaid", 1);
                binding.put("relay", Map.of("linkAddress", "2001:db8::1"));
            };
            site.live("east", "west")
                    .heartbeats("east", "west")
                    .active("east", "2001:db8::7", "", client)
                    .active("west", "2001:db8:1::/48", "", client);
            site.pass(100, "east", "west");

            assertThat(site.open()).isEmpty();
        }
    }

    /** The state of a client is bounded: whoever takes more addresses than that is a fault of its own. */
    @Test
    void looksAtTheFirst64AddressesOfAClient() {
        try (Site site = site()) {
            for (int host = 1; host <= 64; host++) {
                both(site, "192.0.2." + host, "aa", "east", HOUR);
            }
            both(site, "192.0.2.65", "aa", "west", HOUR);
            site.pass(80, "east", "west");

            assertThat(site.open()).isEmpty();
        }
    }
}
