package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import net.leasequery.streams.history.HistoryStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are retired while they are still in {@code group.<name>.members}. */
class RetiredServersTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final String OTHER = "192.0.2.8";

    @TempDir
    Path folder;

    private static String[] keys(String kind, String members) {
        return new String[] {
            "features", "merge,audit,history", "groups", "site", "group.site.kind", kind, "group.site.members", members
        };
    }

    private Site pair(String kind) {
        return Site.of(folder, keys(kind, "east,west")).live("east", "west").heartbeats("east", "west");
    }

    /** As the connector ends a binding of a server that is retired. */
    private static Site withdrawn(Site site, String server, String address, long last) {
        return site.binding(server, address, binding -> {
            binding.put("state", "UNKNOWN");
            binding.put("inferred", true);
            binding.put("lastTransactionTime", last);
            binding.put("leaseExpiryTime", last + 3_600_000);
            binding.put("clockSkewMillis", null);
        });
    }

    private static String text(Site site, String address, String field) {
        return Objects.requireNonNull(site.lease(address)).get(field).asText();
    }

    private static List<String> held(Site site) {
        return site.tenures().entrySet().stream()
                .filter(tenure -> tenure.getValue().get("end").isNull())
                .map(tenure -> tenure.getKey().substring(0, tenure.getKey().lastIndexOf(' ')))
                .toList();
    }

    @Test
    void whatTheRetiredServerDoesNotKnowIsNoFinding() {
        try (Site site = pair("replicated")) {
            site.active("east", ADDRESS, "aa", binding -> {
                binding.put("infiniteLease", true);
                binding.put("leaseExpiryTime", null);
            });
            site.pass(100, "east", "west");
            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);

            site.event("west", "RETIRED").pass(3, "east");
            assertThat(site.open()).isEmpty();
            assertThat(text(site, ADDRESS, "agreement")).isEqualTo("ALONE");

            site.pass(100, "east").active("east", OTHER, "bb").pass(300, "east");
            assertThat(site.open()).isEmpty();
            assertThat(text(site, OTHER, "agreement")).isEqualTo("ALONE");
        }
    }

    @Test
    void theOthersAreStillCompared() {
        try (Site site = Site.of(folder, keys("replicated", "east,west,north"))
                .live("east", "west", "north")
                .heartbeats("east", "west", "north")) {
            site.event("west", "RETIRED").active("east", ADDRESS, "aa").pass(100, "east", "north");

            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
            assertThat(site.finding("NOT_REPLICATED " + ADDRESS).get("servers")).hasToString("[\"east\",\"north\"]");
            assertThat(text(site, ADDRESS, "agreement")).isEqualTo("DISAGREED");

            site.active("north", ADDRESS, "aa", binding -> {
                binding.put("stateStartTime", Site.NOON.toEpochMilli());
                binding.put("lastTransactionTime", Site.NOON.toEpochMilli());
                binding.put("leaseExpiryTime", Site.NOON.plusSeconds(3600).toEpochMilli());
            });
            site.pass(20, "east", "north");
            assertThat(site.open()).isEmpty();
            assertThat(text(site, ADDRESS, "agreement")).isEqualTo("AGREED");
        }
    }

    /** In a failover pair the end of a transaction wins, but a retirement says nothing of the lease. */
    @Test
    void theLeaseThatAPartnerHoldsGoesOn() {
        try (Site site = pair("failover")) {
            long last = site.now().toEpochMilli();
            site.active("west", ADDRESS, "aa").active("east", ADDRESS, "aa").active("west", OTHER, "bb");
            site.pass(20, "east", "west");

            withdrawn(withdrawn(site, "west", ADDRESS, last), "west", OTHER, last)
                    .event("west", "RETIRED")
                    .pass(3, "east");

            assertThat(text(site, ADDRESS, "state")).isEqualTo("ACTIVE");
            assertThat(text(site, ADDRESS, "authority")).isEqualTo("east");
            assertThat(text(site, OTHER, "state")).isEqualTo("UNKNOWN");
            assertThat(held(site)).containsExactly("site " + ADDRESS);
        }
    }

    /** Not even if the partner has not heard of the last renewal. */
    @Test
    void anOlderLeaseThatAPartnerHoldsGoesOn() {
        try (Site site = pair("failover")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa").pass(600, "east", "west");
            long last = site.now().toEpochMilli();
            site.active("west", ADDRESS, "aa", binding -> binding.put("stateStartTime", Site.NOON.toEpochMilli()));

            withdrawn(site, "west", ADDRESS, last).event("west", "RETIRED").pass(3, "east");

            assertThat(text(site, ADDRESS, "authority")).isEqualTo("east");
            assertThat(text(site, ADDRESS, "state")).isEqualTo("ACTIVE");
            assertThat(held(site)).containsExactly("site " + ADDRESS);

            site.pass(3_000, "east").binding("east", ADDRESS, binding -> {
                binding.put("state", "EXPIRED");
                binding.put("hardwareType", 1);
                binding.put("hardwareAddress", "aa");
                binding.put("stateStartTime", site.now().toEpochMilli());
                binding.put("lastTransactionTime", Site.NOON.toEpochMilli());
                binding.put("leaseExpiryTime", site.now().toEpochMilli());
            });
            assertThat(held(site)).as("nobody else can report the end").isEmpty();
        }
    }

    /** What the server itself reported of an end remains true. */
    @Test
    void aReleaseAtARetiredServerStands() {
        try (Site site = pair("failover")) {
            site.active("east", ADDRESS, "aa").active("west", ADDRESS, "aa").pass(600, "east", "west");
            site.binding("west", ADDRESS, binding -> {
                binding.put("state", "RELEASED");
                binding.put("hardwareType", 1);
                binding.put("hardwareAddress", "aa");
                binding.put("stateStartTime", site.now().toEpochMilli());
                binding.put("lastTransactionTime", site.now().toEpochMilli());
            });

            site.event("west", "RETIRED").pass(3, "east");

            assertThat(text(site, ADDRESS, "state")).isEqualTo("RELEASED");
            assertThat(held(site)).isEmpty();
        }
    }

    @Test
    void aServerThatIsFollowedAgainCountsAgain() {
        try (Site site = pair("replicated")) {
            site.event("west", "RETIRED").active("east", ADDRESS, "aa").pass(100, "east");
            assertThat(text(site, ADDRESS, "agreement")).isEqualTo("ALONE");

            site.live("west").heartbeats("west").pass(100, "east", "west");

            assertThat(site.open()).containsExactly("NOT_REPLICATED " + ADDRESS);
            assertThat(text(site, ADDRESS, "agreement")).isEqualTo("DISAGREED");
        }
    }

    @Test
    void aRetirementIsRememberedAcrossRestarts() {
        try (Site site = pair("replicated")) {
            site.event("west", "RETIRED").pass(20, "east");
            site.restart(keys("replicated", "east,west")).pass(20, "east");
            int before = site.leaseRecords();

            site.active("east", ADDRESS, "aa").pass(100, "east");

            assertThat(site.open()).isEmpty();
            assertThat(text(site, ADDRESS, "agreement")).isEqualTo("ALONE");
            assertThat(site.leaseRecords()).isEqualTo(before + 1);
        }
    }

    /** The file of the group is corrected before the server is retired, or after. */
    @Test
    void aTenureOfTheFormerGroupEndsWithTheRetirement() {
        String[] alone = {"features", "merge,audit,history"};
        try (Site site = Site.of(folder, alone).live("east", "west")) {
            long last = site.now().toEpochMilli();
            site.active("west", ADDRESS, "aa").pass(20, "east", "west");
            site.restart(keys("failover", "east,west")).pass(20, "east", "west");

            withdrawn(site, "west", ADDRESS, last).event("west", "RETIRED").pass(20, "east");

            assertThat(held(site)).isEmpty();
        }
    }

    /** The last renewal was reported by a server that has taken its word back. */
    @Test
    void aTenureOfTheFormerGroupEndsWithTheLastServerThatReportsIt() {
        String[] alone = {"features", "merge,audit,history"};
        try (Site site = pair("replicated")) {
            long first = site.now().toEpochMilli();
            site.active("west", ADDRESS, "aa").active("east", ADDRESS, "aa").pass(600, "east", "west");
            site.active("east", ADDRESS, "aa", binding -> binding.put("stateStartTime", first))
                    .pass(60, "east", "west")
                    .binding("east", ADDRESS, binding -> {
                        binding.put("state", "AVAILABLE");
                        binding.put("stateStartTime", site.now().toEpochMilli());
                    })
                    .pass(60, "east", "west");
            assertThat(held(site)).as("west reports it").containsExactly("site " + ADDRESS);
            site.restart(alone).pass(20, "east", "west");

            withdrawn(site, "west", ADDRESS, first).event("west", "RETIRED").pass(20, "east");

            assertThat(held(site)).isEmpty();
        }
    }

    @Test
    void aTenureOfTheFormerGroupGoesOnWhileAnotherServerHoldsIt() {
        String[] alone = {"features", "merge,audit,history"};
        try (Site site = pair("failover")) {
            long last = site.now().toEpochMilli();
            site.active("west", ADDRESS, "aa").active("east", ADDRESS, "aa").pass(20, "east", "west");
            site.restart(alone).pass(20, "east", "west");

            withdrawn(site, "west", ADDRESS, last).event("west", "RETIRED").pass(20, "east");
            assertThat(held(site)).containsExactly("site " + ADDRESS);

            site.active("east", ADDRESS, "aa").pass(20, "east");
            assertThat(held(site)).containsExactly("east " + ADDRESS);
        }
    }

    /** The end waits for a server that may come back, not for one that will not. */
    @Test
    void nothingWaitsForARetiredServer() {
        try (Site site = Site.of(folder, keys("replicated", "east,west,north"))
                .live("east", "west", "north")
                .heartbeats("east", "west", "north")) {
            site.event("north", "DISCONNECTED").event("west", "DISCONNECTED").active("east", ADDRESS, "aa");
            site.pass(60, "east").binding("east", ADDRESS, binding -> {
                binding.put("state", "EXPIRED");
                binding.put("hardwareType", 1);
                binding.put("hardwareAddress", "aa");
                binding.put("stateStartTime", site.now().toEpochMilli());
                binding.put("lastTransactionTime", Site.NOON.toEpochMilli());
            });
            site.pass(60, "east");
            assertThat(site.size(HistoryStores.DUE)).isEqualTo(2);

            site.event("west", "RETIRED").pass(20, "east");
            assertThat(site.size(HistoryStores.DUE)).isEqualTo(1);

            site.live("north").pass(60, "east", "north");
            assertThat(site.size(HistoryStores.DUE)).isZero();
            assertThat(site.tenures()
                            .values()
                            .iterator()
                            .next()
                            .get("endNotAfter")
                            .isNull())
                    .as("what west did until then is not known")
                    .isTrue();
        }
    }

    /** What happened before the retirement stays unknown; what happens later is certain without the retired server. */
    @Test
    void laterTenuresAreCertainWithoutTheRetiredServer() {
        try (Site site = pair("failover")) {
            long last = site.now().toEpochMilli();
            site.active("west", ADDRESS, "bb").pass(20, "east", "west");
            withdrawn(site, "west", ADDRESS, last).event("west", "RETIRED").pass(60, "east");
            long start = site.now().toEpochMilli();
            site.active("east", ADDRESS, "aa").pass(600, "east");
            site.active("east", ADDRESS, "aa", binding -> binding.put("stateStartTime", start))
                    .pass(20, "east");
            site.binding("east", ADDRESS, binding -> {
                binding.put("state", "EXPIRED");
                binding.put("hardwareType", 1);
                binding.put("hardwareAddress", "aa");
                binding.put("stateStartTime", site.now().toEpochMilli());
                binding.put("leaseExpiryTime", site.now().toEpochMilli());
                binding.put("lastTransactionTime", start + 600_000);
            });
            site.pass(60, "east");

            JsonNode tenure = site.tenures().values().stream()
                    .filter(one -> one.get("hardwareAddress").asText().equals("aa"))
                    .findFirst()
                    .orElseThrow();
            assertThat(tenure.get("certainty").asText()).isEqualTo("OBSERVED");
            assertThat(tenure.get("observedBy")).hasToString("[\"east\"]");
            assertThat(tenure.get("endNotAfter").isNull()).isFalse();
            assertThat(tenure.get("certain")).isNotEmpty();
        }
    }
}
