package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the servers' bindings in {@code <net>.leases}. */
class LeasesTest {

    private static final String ADDRESS = "192.0.2.7";

    @TempDir
    Path folder;

    private static String text(Site site, String field) {
        return lease(site).get(field).asText();
    }

    private static JsonNode lease(Site site) {
        return Objects.requireNonNull(site.lease(ADDRESS), "a lease");
    }

    @Test
    @Tag("R7031-7-1")
    void makesOneLeaseOfTwoViews() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa", binding -> binding.put("remote", true));

            assertThat(site.leases()).hasSize(1);
            assertThat(text(site, "authority")).isEqualTo("east");
            assertThat(text(site, "rule")).isEqualTo("LOCAL_OVER_REMOTE");
            assertThat(text(site, "agreement")).isEqualTo("AGREED");
            assertThat(lease(site).get("views")).hasSize(2);
            assertThat(lease(site).get("views").get(1).get("client").asText()).isEqualTo("hw:1/aa");
        }
    }

    @Test
    void aServerInNoGroupIsAGroupOfItsOwn() {
        try (Site site = Site.of(folder).live("east")) {
            site.active("east", ADDRESS, "aa");

            JsonNode lease = Objects.requireNonNull(site.leases().get("east " + ADDRESS));
            assertThat(lease.get("agreement").asText()).isEqualTo("ALONE");
            assertThat(lease.get("rule").asText()).isEqualTo("ONLY_VIEW");
        }
    }

    @Test
    @Tag("R6926-7.6-5")
    void comparesTimesInTheWorkersClock() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            long noon = Site.NOON.toEpochMilli();
            // West's clock is an hour ahead; its transaction is the older one by any other clock.
            site.active("west", ADDRESS, "bb", binding -> {
                binding.put("lastTransactionTime", noon + 3_600_000 - 60_000);
                binding.put("clockSkewMillis", 3_600_000);
            });
            site.active("east", ADDRESS, "aa", binding -> binding.put("lastTransactionTime", noon - 30_000));

            assertThat(text(site, "authority")).isEqualTo("east");
            assertThat(lease(site)
                            .get("views")
                            .get(1)
                            .get("lastTransactionTime")
                            .asLong())
                    .isEqualTo(noon - 60_000);
        }
    }

    @Test
    void leavesTimesAsTheyAreWhereTheSkewIsNotKnown() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa", binding -> binding.put("clockSkewMillis", null));

            assertThat(lease(site).get("clockSkewMillis").isNull()).isTrue();
            assertThat(lease(site).get("lastTransactionTime").asLong()).isEqualTo(Site.NOON.toEpochMilli());
        }
    }

    @Test
    void theOrderOfArrivalBetweenServersMeansNothing() {
        String one = afterInOrder("a", true);
        String other = afterInOrder("b", false);

        assertThat(one).isEqualTo(other);
    }

    private String afterInOrder(String subfolder, boolean eastFirst) {
        try (Site site =
                Site.group(folder.resolve(subfolder), "replicated", "east,west").live("east", "west")) {
            for (String server : eastFirst ? new String[] {"east", "west"} : new String[] {"west", "east"}) {
                long expiry = Site.NOON.toEpochMilli() + (server.equals("east") ? 1_000_000 : 2_000_000);
                site.active(server, ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", expiry));
            }
            return lease(site).toString();
        }
    }

    @Test
    void anInferredEndEndsTheLeaseOfAPair() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa");
            long made = site.now().toEpochMilli();
            site.pass(120, "east", "west").binding("east", ADDRESS, binding -> {
                binding.put("state", "UNKNOWN");
                binding.put("inferred", true);
                binding.put("lastTransactionTime", made);
            });

            assertThat(text(site, "state")).isEqualTo("UNKNOWN");
            assertThat(text(site, "rule")).isEqualTo("END_OF_TRANSACTION");
        }
    }

    @Test
    void aTombstoneKeepsTheEndThatCameBeforeItAsLongAsAnotherServerHoldsTheAddress() {
        try (Site site = Site.group(folder, "replicated", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa").pass(60, "east", "west");
            site.binding("east", ADDRESS, binding -> {
                binding.put("state", "RELEASED");
                binding.put("hardwareType", 1);
                binding.put("hardwareAddress", "aa");
                binding.put("lastTransactionTime", site.now().toEpochMilli());
                binding.put("stateStartTime", site.now().toEpochMilli());
            });
            site.tombstone("east", ADDRESS);
            assertThat(text(site, "state")).isEqualTo("RELEASED");

            site.binding("west", ADDRESS, binding -> binding.put("state", "AVAILABLE"))
                    .tombstone("west", ADDRESS);
            assertThat(site.lease(ADDRESS)).isNull();
        }
    }

    @Test
    void aTombstoneAfterAHoldMeansThatTheServerNoLongerHasIt() {
        try (Site site = Site.of(folder).live("east")) {
            site.active("east", ADDRESS, "aa").tombstone("east", ADDRESS);

            assertThat(site.leases()).isEmpty();
        }
    }

    @Test
    void aFlapOfOneServerRewritesNoLease() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            for (int host = 1; host <= 20; host++) {
                site.active("east", "192.0.2." + host, "aa" + host).active("west", "192.0.2." + host, "aa" + host);
            }
            int before = site.leaseRecords();

            site.event("west", "DISCONNECTED").pass(30, "east").live("west").pass(30, "east", "west");

            assertThat(site.leaseRecords()).isEqualTo(before);
        }
    }

    @Test
    void tellsThatAViewIsStaleWhenTheAddressIsNextTouched() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa");
            site.event("west", "DISCONNECTED").pass(10, "east").active("east", ADDRESS, "aa");

            assertThat(text(site, "agreement")).isEqualTo("STALE");
        }
    }

    @Test
    void aLeaseOfAGroupEndsWhenTheHoldingViewRunsOut() {
        try (Site site = Site.group(folder, "replicated", "east,west").live("east", "west")) {
            long made = site.now().toEpochMilli();
            site.active("west", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", made + 90_000));
            site.binding("east", ADDRESS, binding -> {
                binding.put("state", "EXPIRED");
                binding.put("hardwareType", 1);
                binding.put("hardwareAddress", "aa");
                binding.put("lastTransactionTime", made);
            });
            assertThat(text(site, "state")).isEqualTo("ACTIVE");

            site.pass(100, "east", "west");

            assertThat(text(site, "state")).isEqualTo("EXPIRED");
        }
    }

    @Test
    @Tag("R7031-7-5")
    void mergesDelegatedPrefixesAsItMergesAddresses() {
        try (Site site =
                Site.group(folder, "failover", "east,west").family("ipv6").live("east", "west")) {
            for (String server : new String[] {"east", "west"}) {
                long expiry = Site.NOON.toEpochMilli() + (server.equals("east") ? 7_200_000 : 3_600_000);
                site.binding(server, "2001:db8:1::/48", binding -> {
                    binding.put("leaseType", "PD");
                    binding.put("duid", "AAEAAQ==");
                    binding.put("iaid", 7);
                    binding.put("leaseExpiryTime", expiry);
                    binding.put("lastTransactionTime", Site.NOON.toEpochMilli());
                });
            }

            JsonNode lease = Objects.requireNonNull(site.lease("2001:db8:1::/48"));
            assertThat(lease.get("authority").asText()).isEqualTo("west");
            assertThat(lease.get("rule").asText()).isEqualTo("EXPIRY");
            assertThat(lease.get("views").get(0).get("client").asText()).isEqualTo("duid:00010001/7");
            assertThat(lease.get("views").get(0).get("remote").isNull()).isTrue();
        }
    }

    @Test
    void followsSeveralConnectorsWhoseServersHaveTheSameName() {
        try (Site site = Site.of(
                folder,
                "topic.prefix",
                "campus,branch",
                "groups",
                "site",
                "group.site.kind",
                "replicated",
                "group.site.members",
                "campus/east,branch/east")) {
            site.live("east", "branch/east").active("east", ADDRESS, "aa").active("branch/east", ADDRESS, "aa");

            assertThat(lease(site).get("views")).hasSize(2);
            assertThat(lease(site).get("views").get(1).get("server").asText()).isEqualTo("branch/east");
            assertThat(site.members()).containsOnlyKeys("site east", "site branch/east");
        }
    }

    @Test
    void countsAndPassesOverWhatItCannotRead() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa").garbage("east", "192.0.2.8").active("east", "192.0.2.9", "bb");

            assertThat(site.unreadable()).isEqualTo(1);
            assertThat(site.leases()).hasSize(2);
            assertThat(site.member("site east").get("complete").asBoolean()).isFalse();
            assertThat(site.member("site east").get("reason").asText()).contains("could not be read");

            site.pass(1, "east").event("east", "SNAPSHOT_STARTED").event("east", "SNAPSHOT_COMPLETED");
            assertThat(site.member("site east").get("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void aSnapshotDoesNotMakeUpForWhatCouldNotBeReadOfIt() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.event("east", "SNAPSHOT_STARTED").pass(1);
            site.garbage("east", ADDRESS).pass(1);
            site.event("east", "SNAPSHOT_COMPLETED");

            assertThat(site.member("site east").get("complete").asBoolean()).isFalse();
            assertThat(site.member("site east").get("unreadableRecords").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aNumberThatIsTooLargeIsOneOfThem() {
        try (Site site = Site.of(folder).live("east")) {
            site.active("east", ADDRESS, "aa", binding -> binding.put("hardwareType", 1L << 40))
                    .active("east", "192.0.2.9", "bb");

            assertThat(site.unreadable()).isEqualTo(1);
            assertThat(site.leases()).containsOnlyKeys("east 192.0.2.9");
        }
    }

    /** Sums and differences of such times would overflow, and of two views none would be left. */
    @Test
    void aTimeBeyondTheYear9999IsOneOfThem() {
        try (Site site = Site.group(folder, "failover", "east,west").live("east", "west")) {
            site.active("east", ADDRESS, "aa")
                    .active("west", ADDRESS, "aa", binding -> binding.put("leaseExpiryTime", Long.MIN_VALUE));

            assertThat(site.unreadable()).isEqualTo(1);
            assertThat(site.leases()).containsOnlyKeys("site " + ADDRESS);
        }
    }

    @Test
    void refusesAGroupOfTwoFamilies() {
        try (Site site =
                Site.group(folder, "failover", "east,west").live("east").family("ipv6")) {
            assertThatThrownBy(() -> site.live("west"))
                    .hasRootCauseInstanceOf(ConfigException.class)
                    .hasStackTraceContaining("group.site.members")
                    .hasStackTraceContaining("west is ipv6, east is ipv4; make a group for each family");
        }
    }
}
