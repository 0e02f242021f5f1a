package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.TimeRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that servers know at first by its hardware address only. */
class TenureIdentityTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final String HARDWARE = "aa:aa:aa:aa:aa:aa";
    /** Base64 of 0x01 0x02. */
    private static final String CLIENT_ID = "AQI=";

    @TempDir
    Path folder;

    private Site pair() {
        return Site.of(
                        folder,
                        "features",
                        "merge,audit,history",
                        "groups",
                        "site",
                        "group.site.kind",
                        "replicated",
                        "group.site.members",
                        "east,west")
                .live("east", "west")
                .heartbeats("east", "west");
    }

    private static Consumer<Map<String, @Nullable Object>> since(Instant start, @Nullable String clientId) {
        return binding -> {
            binding.put("stateStartTime", start.toEpochMilli());
            binding.put("clientId", clientId);
        };
    }

    private static Site released(Site site, String server, Instant last, @Nullable String clientId) {
        return site.active(server, ADDRESS, HARDWARE, binding -> {
            binding.put("state", "RELEASED");
            binding.put("lastTransactionTime", last.toEpochMilli());
            binding.put("clientId", clientId);
        });
    }

    private static JsonNode only(Site site) {
        assertThat(site.tenures()).hasSize(1);
        return site.tenures().values().iterator().next();
    }

    @Test
    void aClientIdentifierThatIsReportedLaterIsOfTheSameLease() {
        try (Site site = pair()) {
            Instant start = site.now();
            site.active("east", ADDRESS, HARDWARE).pass(600, "east", "west");
            site.active("east", ADDRESS, HARDWARE, since(start, CLIENT_ID)).pass(20, "east", "west");

            JsonNode tenure = only(site);
            assertThat(tenure.get("client").asText()).isEqualTo("id:0102");
            assertThat(tenure.get("end").isNull()).isTrue();
            assertThat(tenure.get("renewals").asLong()).isEqualTo(1);
            assertThat(tenure.get("heldTwice").asBoolean()).isFalse();
            for (ClientSelector.Kind kind :
                    List.of(ClientSelector.Kind.CLIENT_ID, ClientSelector.Kind.HARDWARE_ADDRESS)) {
                String value = kind == ClientSelector.Kind.CLIENT_ID ? "0102" : HARDWARE;
                assertThat(site.reader()
                                .ofClient(new ClientSelector(kind, value), TimeRange.ALWAYS, 10, null)
                                .tenures())
                        .as("by %s", kind)
                        .hasSize(1);
            }
        }
    }

    @Test
    void aPartnerThatDoesNotKnowTheClientIdentifierReportsTheSameLease() {
        try (Site site = pair()) {
            Instant start = site.now();
            site.active("east", ADDRESS, HARDWARE, since(start, CLIENT_ID)).active("west", ADDRESS, HARDWARE);
            assertThat(only(site).get("servers")).hasToString("[\"east\",\"west\"]");

            site.pass(600, "east", "west").active("west", ADDRESS, HARDWARE, since(start, null));
            assertThat(only(site).get("client").asText()).isEqualTo("id:0102");

            Instant last = site.now();
            released(site.pass(60, "east", "west"), "west", last, null);
            assertThat(only(site).get("endReason").asText()).isEqualTo("RELEASED");
        }
    }

    @Test
    void twoNamesOfOneClientAreNoConflict() {
        try (Site site = pair()) {
            Instant start = site.now();
            site.active("east", ADDRESS, HARDWARE, since(start, CLIENT_ID))
                    .active("west", ADDRESS, HARDWARE)
                    .pass(100, "east", "west");

            assertThat(site.open()).isEmpty();
            assertThat(Objects.requireNonNull(site.lease(ADDRESS))
                            .get("agreement")
                            .asText())
                    .isEqualTo("AGREED");
        }
    }

    /** By the same transaction of the same client, an end wins that the other server has not heard of. */
    @Test
    void anEndOfTheSameClientIsRecognisedByEitherName() {
        try (Site site = pair()) {
            long last = site.now().toEpochMilli();
            long expiry = last + 60_000;
            site.active("west", ADDRESS, HARDWARE, binding -> binding.put("leaseExpiryTime", expiry));
            site.active("east", ADDRESS, HARDWARE, binding -> {
                binding.put("leaseExpiryTime", expiry);
                binding.put("clientId", CLIENT_ID);
            });
            site.pass(70, "east", "west").active("west", ADDRESS, HARDWARE, binding -> {
                binding.put("state", "EXPIRED");
                binding.put("lastTransactionTime", last);
                binding.put("leaseExpiryTime", expiry);
            });

            JsonNode lease = Objects.requireNonNull(site.lease(ADDRESS));
            assertThat(lease.get("rule").asText()).isEqualTo("END_OF_TRANSACTION");
            assertThat(lease.get("state").asText()).isEqualTo("EXPIRED");
        }
    }

    @Test
    void theEndOfALeaseMayNameItsClientBetter() {
        try (Site site = pair()) {
            site.active("east", ADDRESS, HARDWARE).active("west", ADDRESS, HARDWARE);
            Instant last = site.now();
            released(site.pass(600, "east", "west"), "east", last, CLIENT_ID);

            assertThat(only(site).get("client").asText()).isEqualTo("id:0102");
            assertThat(only(site).get("endReason").asText()).isEqualTo("RELEASED");
        }
    }

    /** Two systems of one machine, or two machines behind one hardware address. */
    @Test
    void anotherStartOfTheStateIsAnotherLease() {
        try (Site site = pair()) {
            site.active("east", ADDRESS, HARDWARE).pass(600, "east", "west");
            site.active("east", ADDRESS, HARDWARE, since(site.now(), CLIENT_ID));

            assertThat(site.tenures()).hasSize(2);
        }
    }

    @Test
    void twoClientIdentifiersAreTwoClients() {
        try (Site site = pair()) {
            Instant start = site.now();
            site.active("east", ADDRESS, HARDWARE, since(start, CLIENT_ID))
                    .active("west", ADDRESS, HARDWARE, since(start, "AQM="));

            assertThat(site.tenures()).hasSize(2);
        }
    }

    @Test
    void anErasedClientDoesNotComeBackUnderItsOtherName() {
        try (Site site = pair()) {
            Instant start = site.now();
            site.active("east", ADDRESS, HARDWARE)
                    .active("west", ADDRESS, HARDWARE)
                    .pass(600, "east", "west");
            site.active("east", ADDRESS, HARDWARE, since(start, CLIENT_ID)).pass(20, "east", "west");

            site.erase("one", "client-id", "0102");

            assertThat(site.tenures()).isEmpty();
            assertThat(site.storesWith(HARDWARE)).noneMatch(store -> store.contains("history"));
            site.active("west", ADDRESS, HARDWARE, binding -> {
                binding.put("stateStartTime", start.toEpochMilli());
                binding.put("lastTransactionTime", start.toEpochMilli());
            });
            assertThat(site.tenures()).isEmpty();
        }
    }
}
