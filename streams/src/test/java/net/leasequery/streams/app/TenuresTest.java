package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.AddressTenure.Presence;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.HistoryStores;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.history.TimeRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code <net>.history} says of what servers reported, as design section 9 wants it. */
class TenuresTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final String AA = "aa:aa:aa:aa:aa:aa";
    private static final String BB = "bb:bb:bb:bb:bb:bb";

    @TempDir
    Path folder;

    private Site alone() {
        Site site = Site.of(folder, "features", "merge,history").live("east").heartbeats("east");
        return site.pass(60, "east");
    }

    private Site pair(String kind) {
        Site site = Site.of(
                        folder,
                        "features",
                        "merge,audit,history",
                        "groups",
                        "site",
                        "group.site.kind",
                        kind,
                        "group.site.members",
                        "east,west")
                .live("east", "west")
                .heartbeats("east", "west");
        return site.pass(60, "east", "west");
    }

    private static Consumer<Map<String, @Nullable Object>> since(Instant start, Instant last) {
        return binding -> {
            binding.put("stateStartTime", start.toEpochMilli());
            binding.put("lastTransactionTime", last.toEpochMilli());
            binding.put("leaseExpiryTime", last.plusSeconds(3600).toEpochMilli());
        };
    }

    /** As a poll finds it at a server that reports no start of state. */
    private static Consumer<Map<String, @Nullable Object>> polled(Instant last) {
        return binding -> {
            binding.put("origin", "POLL");
            binding.put("stateStartTime", null);
            binding.put("lastTransactionTime", last.toEpochMilli());
            binding.put("leaseExpiryTime", last.plusSeconds(3600).toEpochMilli());
        };
    }

    private static Site ended(Site site, String server, String state, String client, Instant at, Instant last) {
        return site.binding(server, ADDRESS, binding -> {
            binding.put("state", state);
            binding.put("hardwareType", 1);
            binding.put("hardwareAddress", client);
            binding.put("stateStartTime", at.toEpochMilli());
            binding.put("lastTransactionTime", last.toEpochMilli());
        });
    }

    private static JsonNode only(Site site) {
        assertThat(site.tenures()).hasSize(1);
        return site.tenures().values().iterator().next();
    }

    private static JsonNode of(Site site, String client) {
        List<JsonNode> found = all(site, client);
        assertThat(found).as("%s in %s", client, site.tenures()).hasSize(1);
        return found.get(0);
    }

    private static List<JsonNode> all(Site site, String client) {
        return site.tenures().values().stream()
                .filter(tenure -> tenure.get("hardwareAddress").asText().equals(client))
                .toList();
    }

    private static Instant time(JsonNode tenure, String field) {
        return Instant.ofEpochMilli(tenure.get(field).asLong());
    }

    private static Presence at(Site site, Instant moment) {
        return site.reader().ofAddress(null, ADDRESS, TimeRange.at(moment), 10, null).tenures().stream()
                .map(tenure -> tenure.at(moment))
                .findFirst()
                .orElse(Presence.NO);
    }

    private static Presence holderAt(Site site, String client, Instant moment) {
        return site.reader().ofAddress(null, ADDRESS, TimeRange.at(moment), 10, null).tenures().stream()
                .filter(tenure -> client.equals(tenure.holder().hardwareAddress()))
                .map(tenure -> tenure.at(moment))
                .min(Comparator.naturalOrder())
                .orElse(Presence.NO);
    }

    @Test
    void renewalsExtendATenureAndDoNotMultiplyIt() {
        try (Site site = alone()) {
            Instant start = site.now();
            for (int renewal = 0; renewal < 5; renewal++) {
                site.active("east", ADDRESS, AA, since(start, site.now())).pass(600, "east");
            }

            JsonNode tenure = only(site);
            assertThat(time(tenure, "start")).isEqualTo(start);
            assertThat(tenure.get("end").isNull()).isTrue();
            assertThat(tenure.get("renewals").asInt()).isEqualTo(4);
            assertThat(time(tenure, "lastSeen")).isEqualTo(start.plusSeconds(2400));
            assertThat(tenure.get("certainty").asText()).isEqualTo("OBSERVED");
            assertThat(tenure.get("certain")).hasSize(1);
        }
    }

    @Test
    void onlyBetweenStartOfStateAndLastTransactionIsAnythingCertain() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.pass(600, "east");
            Instant renewed = site.now();
            site.active("east", ADDRESS, AA, since(start, renewed)).pass(1200, "east");
            Instant released = site.now();
            ended(site, "east", "RELEASED", AA, released, released);

            assertThat(at(site, start.minusSeconds(10))).isEqualTo(Presence.NO);
            assertThat(at(site, start)).isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, start.plusSeconds(6))).isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, start.plusSeconds(8))).isEqualTo(Presence.CERTAIN);
            assertThat(at(site, renewed.minusSeconds(8))).isEqualTo(Presence.CERTAIN);
            assertThat(at(site, renewed.minusSeconds(6))).isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, renewed.plusSeconds(5))).isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, released.plusSeconds(10))).isEqualTo(Presence.NO);
            JsonNode tenure = only(site);
            assertThat(tenure.get("endReason").asText()).isEqualTo("RELEASED");
            assertThat(time(tenure, "end")).isEqualTo(released);
        }
    }

    @Test
    void anExpiredLeaseEndsWhenItRanOut() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(3700, "east");
            ended(site, "east", "EXPIRED", AA, start.plusSeconds(3600), start);

            JsonNode tenure = only(site);
            assertThat(tenure.get("endReason").asText()).isEqualTo("EXPIRED");
            assertThat(time(tenure, "end")).isEqualTo(start.plusSeconds(3600));
            assertThat(time(tenure, "endNotBefore")).isBetween(start.minusSeconds(7), start);
            assertThat(time(tenure, "endNotAfter")).isBetween(start.plusSeconds(3600), start.plusSeconds(3607));
        }
    }

    @Test
    void anotherClientEndsATenureOfWhichTheEndWasCoalesced() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east");
            Instant next = site.now();
            site.active("east", ADDRESS, BB, since(next, next));

            assertThat(of(site, AA).get("endReason").asText()).isEqualTo("REASSIGNED");
            assertThat(time(of(site, AA), "endNotAfter")).isBetween(next, next.plusSeconds(7));
            assertThat(of(site, AA).get("doubts").toString()).contains("END_NOT_REPORTED");
            assertThat(of(site, BB).get("end").isNull()).isTrue();
            assertThat(of(site, BB).get("heldTwice").asBoolean()).isFalse();
            assertThat(at(site, start.plusSeconds(300))).isEqualTo(Presence.POSSIBLE);
        }
    }

    /** Kea and DHCPv6 servers report no start of state, and a poll comes some time after the change. */
    @Test
    void aServerThatReportsNoStartOfStateHasNotLeasedAnAddressTwice() {
        try (Site site = alone()) {
            Instant first = site.now();
            site.active("east", ADDRESS, AA, polled(first)).pass(600, "east");
            Instant next = site.now().minusSeconds(40);
            site.active("east", ADDRESS, BB, polled(next));

            assertThat(of(site, AA).get("heldTwice").asBoolean()).isFalse();
            assertThat(of(site, BB).get("heldTwice").asBoolean()).isFalse();
            assertThat(of(site, AA).get("endReason").asText()).isEqualTo("REASSIGNED");
            assertThat(time(of(site, AA), "end")).isEqualTo(next);
            assertThat(time(of(site, AA), "endNotAfter")).isBetween(next, next.plusSeconds(7));
            assertThat(holderAt(site, AA, next.plusSeconds(20))).isEqualTo(Presence.NO);
        }
    }

    @Test
    void aLeaseOfALostPartnerThatRanOutEndsWithTheNextOneWithoutAStartOfState() {
        try (Site site = pair("replicated")) {
            Instant first = site.now();
            site.active("east", ADDRESS, AA, polled(first)).active("west", ADDRESS, AA, polled(first));
            site.pass(600, "east", "west");
            Instant renewed = site.now();
            // The partner never hears of the renewal.
            site.active("east", ADDRESS, AA, polled(renewed)).event("east", "DISCONNECTED");
            site.pass(4000, "west");
            site.active("west", ADDRESS, BB, polled(site.now()));

            assertThat(time(of(site, AA), "end")).isEqualTo(renewed.plusSeconds(3600));
            assertThat(of(site, BB).get("heldTwice").asBoolean()).isFalse();
        }
    }

    @Test
    void aPartnerThatReportsTheNextLeaseLaterDoesNotMakeItHeldTwice() {
        try (Site site = pair("replicated")) {
            site.active("east", ADDRESS, AA, polled(site.now())).pass(600, "east", "west");
            Instant next = site.now();
            site.active("west", ADDRESS, BB, polled(next)).pass(60, "east", "west");
            Instant reported = site.now();
            site.active("east", ADDRESS, BB, polled(reported)).pass(60, "east", "west");

            assertThat(time(of(site, AA), "end")).isEqualTo(next);
            assertThat(time(of(site, AA), "endNotAfter")).isAfter(reported);
            assertThat(of(site, AA).get("heldTwice").asBoolean()).isFalse();
            assertThat(of(site, BB).get("heldTwice").asBoolean()).isFalse();
        }
    }

    @Test
    void theSameClientThatComesBackHasASecondTenure() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east");
            Instant again = site.now();
            site.active("east", ADDRESS, AA, since(again, again));

            assertThat(all(site, AA)).hasSize(2);
            assertThat(all(site, AA).get(0).get("end").isNull()).isFalse();
        }
    }

    @Test
    void aStartRightAfterTheLastExchangeLeavesADoubtInBetween() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.pass(600, "east");
            Instant renewed = site.now();
            site.active("east", ADDRESS, AA, since(start, renewed)).pass(300, "east");
            // Given back and leased anew, within two seconds; only the outcome is reported.
            site.active("east", ADDRESS, AA, since(renewed.plusSeconds(1), site.now()));

            assertThat(holderAt(site, AA, renewed.minusSeconds(8))).isEqualTo(Presence.CERTAIN);
            assertThat(holderAt(site, AA, renewed)).isEqualTo(Presence.POSSIBLE);
            assertThat(holderAt(site, AA, renewed.plusSeconds(9))).isEqualTo(Presence.CERTAIN);
        }
    }

    @Test
    void aDeclinedAddressWasAbandonedAndASweptOneVanished() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(10, "east");
            ended(site, "east", "ABANDONED", AA, site.now(), site.now());
            assertThat(only(site).get("endReason").asText()).isEqualTo("ABANDONED");

            site.active("east", "192.0.2.8", BB).pass(600, "east").binding("east", "192.0.2.8", binding -> {
                binding.put("state", "UNKNOWN");
                binding.put("inferred", true);
            });
            assertThat(of(site, BB).get("endReason").asText()).isEqualTo("VANISHED");
        }
    }

    /** One of two servers has lost its leases; the other one still has them. */
    @ParameterizedTest
    @ValueSource(strings = {"replicated", "interserver"})
    void whatOneServerNoLongerHasIsHeldWhileAnotherReportsIt(String kind) {
        try (Site site = pair(kind)) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA).active("west", ADDRESS, AA).pass(60, "east", "west");
            site.binding("west", ADDRESS, binding -> {
                binding.put("state", "UNKNOWN");
                binding.put("inferred", true);
                binding.put("origin", "POLL");
                binding.put("lastTransactionTime", start.toEpochMilli());
                binding.put("leaseExpiryTime", start.plusSeconds(3600).toEpochMilli());
            });
            site.pass(60, "east", "west");
            assertThat(only(site).get("end").isNull()).isTrue();
            assertThat(at(site, site.now())).isEqualTo(Presence.POSSIBLE);

            ended(site, "east", "RELEASED", AA, site.now(), site.now());
            assertThat(only(site).get("endReason").asText()).isEqualTo("RELEASED");
        }
    }

    @Test
    void aDeletedKeyEndsATenureThatWasHeld() {
        try (Site site = alone()) {
            site.active("east", ADDRESS, AA).pass(600, "east").tombstone("east", ADDRESS);

            assertThat(only(site).get("endReason").asText()).isEqualTo("VANISHED");
            assertThat(time(only(site), "end")).isEqualTo(site.now());
        }
    }

    /** A poll that was answered in part, or a server that had to read its table again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLeaseThatTheServerReportsAgainHasNotVanished(boolean deleted) {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east");
            if (deleted) {
                site.tombstone("east", ADDRESS);
            } else {
                site.binding("east", ADDRESS, vanished(start));
            }
            assertThat(only(site).get("endReason").asText()).isEqualTo("VANISHED");
            site.pass(60, "east").active("east", ADDRESS, AA, since(start, start));

            assertThat(only(site).get("end").isNull()).isTrue();
            assertThat(only(site).get("doubts")).isEmpty();
            assertThat(only(site).get("renewals").asInt()).isZero();
            assertThat(at(site, site.now())).isEqualTo(Presence.POSSIBLE);

            site.pass(3600, "east").binding("east", ADDRESS, vanished(start));
            assertThat(only(site).get("endReason").asText()).isEqualTo("EXPIRED");
            site.pass(60, "east").active("east", ADDRESS, AA, since(start, start));
            assertThat(only(site).get("endReason").asText()).isEqualTo("EXPIRED");
        }
    }

    private static Consumer<Map<String, @Nullable Object>> vanished(Instant last) {
        return binding -> {
            binding.put("state", "UNKNOWN");
            binding.put("inferred", true);
            binding.put("lastTransactionTime", last.toEpochMilli());
            binding.put("leaseExpiryTime", last.plusSeconds(3600).toEpochMilli());
        };
    }

    @Test
    void snapshotsReplaysAndShiftedSecondsMakeNoNewKey() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east");
            int written = site.tenureRecords();
            for (int shift = -1; shift <= 1; shift++) {
                Instant shifted = start.plusSeconds(shift);
                site.active("east", ADDRESS, AA, since(shifted, shifted));
                site.active("east", ADDRESS, AA, binding -> {
                    since(start, shifted).accept(binding);
                    binding.put("origin", "SNAPSHOT");
                    binding.put("snapshotId", "s");
                });
            }

            assertThat(time(only(site), "start")).isEqualTo(start);
            assertThat(only(site).get("renewals").asInt()).isZero();
            assertThat(site.tenureRecords() - written).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aKilledConnectorThatWritesOldRecordsAgainChangesNothing() {
        try (Site site = alone()) {
            Instant first = site.now();
            site.active("east", ADDRESS, AA, since(first, first)).pass(600, "east");
            Instant released = site.now();
            ended(site, "east", "RELEASED", AA, released, released).pass(60, "east");
            Instant second = site.now();
            site.active("east", ADDRESS, BB, since(second, second));
            String before = site.tenures().toString();
            int written = site.tenureRecords();

            site.active("east", ADDRESS, AA, since(first, first));
            ended(site, "east", "RELEASED", AA, released, released);
            site.active("east", ADDRESS, BB, since(second, second));

            assertThat(site.tenures().toString()).isEqualTo(before);
            assertThat(site.tenureRecords()).isEqualTo(written);
        }
    }

    @Test
    void aLeaseThatCameAndWentBetweenTwoRecordsIsKnownFromItsEnd() {
        try (Site site = alone()) {
            Instant last = site.now();
            site.pass(600, "east");
            ended(site, "east", "RELEASED", AA, site.now(), site.now());
            ended(site, "east", "RELEASED", AA, site.now(), site.now());

            JsonNode tenure = only(site);
            assertThat(time(tenure, "end")).isEqualTo(last.plusSeconds(600));
            assertThat(tenure.get("startNotBefore").isNull()).isTrue();
            assertThat(tenure.get("doubts").toString()).contains("START_UNKNOWN");
            assertThat(tenure.get("certain")).isEmpty();
        }
    }

    @Test
    void aClockThatIsSetDoesNotSplitATenureAndNothingThatItTouchesIsCertain() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east");
            // The server's clock now runs two hours ahead; it stored the start in its old clock.
            long ahead = 7_200_000;
            site.active("east", ADDRESS, AA, binding -> {
                since(start, site.now().plusMillis(ahead)).accept(binding);
                binding.put("clockSkewMillis", ahead);
            });

            JsonNode tenure = only(site);
            assertThat(time(tenure, "start")).isEqualTo(start);
            assertThat(time(tenure, "lastSeen")).isEqualTo(site.now());
            assertThat(tenure.get("doubts").toString()).contains("CLOCK_STEPPED");
            assertThat(at(site, start.plusSeconds(300))).isEqualTo(Presence.POSSIBLE);

            // What it says of the start is still by the old clock.
            Instant set = site.now();
            site.pass(600, "east").active("east", ADDRESS, AA, binding -> {
                since(start, site.now().plusMillis(ahead)).accept(binding);
                binding.put("clockSkewMillis", ahead);
            });
            assertThat(at(site, start.plusSeconds(300))).isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, set.plusSeconds(300))).isEqualTo(Presence.CERTAIN);
            assertThat(time(only(site), "start")).isEqualTo(start);
            assertThat(time(only(site), "startNotAfter")).isBetween(start, start.plusSeconds(10));
        }
    }

    @Test
    void aRenewalAfterTheLeaseRanOutLeavesADoubtBecauseAPartnerMayHaveSeenItsEnd() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            Consumer<Map<String, @Nullable Object>> brief = since(start, start)
                    .andThen(binding ->
                            binding.put("leaseExpiryTime", start.plusSeconds(60).toEpochMilli()));
            site.active("east", ADDRESS, AA, brief).active("west", ADDRESS, AA, brief);
            site.pass(120, "east", "west");
            site.active("east", ADDRESS, AA, since(start, site.now()));

            assertThat(at(site, start.plusSeconds(90))).isEqualTo(Presence.POSSIBLE);
        }
    }

    @Test
    void nothingIsCertainBeyondWhatThePartnerIsKnownToHaveReported() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(60, "east", "west");
            // The partner is connected, and its queue waits: it has reported nothing since.
            Instant reported = site.now();
            for (int i = 0; i < 10; i++) {
                site.heartbeat("west", heartbeat -> heartbeat.put("baseTime", reported.toEpochMilli()))
                        .pass(10, "east");
            }
            site.active("east", ADDRESS, AA, since(start, site.now()));

            assertThat(at(site, start.plusSeconds(30))).isEqualTo(Presence.CERTAIN);
            assertThat(at(site, reported.minusSeconds(3)))
                    .as("the partner's clock may be some seconds ahead")
                    .isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, start.plusSeconds(140))).isEqualTo(Presence.POSSIBLE);
        }
    }

    @Test
    void aGapOfThePartnerThatIsOverLeavesADoubt() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(60, "east", "west");
            site.event("west", "DISCONNECTED").pass(300, "east").live("west").pass(300, "east", "west");
            site.active("east", ADDRESS, AA, since(start, site.now()));

            assertThat(at(site, start.plusSeconds(200))).isEqualTo(Presence.POSSIBLE);
            assertThat(at(site, start.plusSeconds(500))).isEqualTo(Presence.CERTAIN);
        }
    }

    @Test
    void nothingIsCertainWhereTheSkewIsNotKnown() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.pass(600, "east").active("east", ADDRESS, AA, binding -> {
                since(start, site.now()).accept(binding);
                binding.put("clockSkewMillis", null);
            });

            assertThat(only(site).get("certain")).isEmpty();
            assertThat(only(site).get("doubts").toString()).contains("SKEW_UNKNOWN");
            assertThat(time(only(site), "startNotBefore")).isBefore(start.minusSeconds(1800));
        }
    }

    @Test
    void aServerThatSharesNothingIsNoDoubtOfAnother() {
        try (Site site = pair("independent")) {
            site.event("west", "DISCONNECTED").pass(60, "east");
            Instant start = site.now();
            site.active("east", ADDRESS, AA).pass(600, "east");
            site.active("east", ADDRESS, AA, since(start, site.now()));

            assertThat(only(site).get("doubts")).isEmpty();
            assertThat(only(site).get("observedBy").toString()).isEqualTo("[\"east\"]");
            assertThat(only(site).get("certainty").asText()).isEqualTo("OBSERVED");
        }
    }

    @Test
    void anUnobservedServerIsADoubt() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.event("east", "DISCONNECTED").pass(60);
            site.active("east", ADDRESS, AA, since(start.plusSeconds(30), start.plusSeconds(30)));

            assertThat(only(site).get("certainty").asText()).isEqualTo("BOUNDED");
            assertThat(only(site).get("doubts").toString()).contains("UNOBSERVED");
            assertThat(only(site).get("observedBy")).isEmpty();
        }
    }

    @Test
    void aPairThatIsObservedIsCertainUpToWhatBothAreKnownToHaveReported() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).active("west", ADDRESS, AA, since(start, start));
            site.pass(600, "east", "west");
            Instant renewed = site.now();
            site.active("east", ADDRESS, AA, since(start, renewed));

            JsonNode tenure = only(site);
            assertThat(tenure.get("observedBy")).hasSize(2);
            assertThat(tenure.get("servers")).hasSize(2);
            assertThat(at(site, start.plusSeconds(300))).isEqualTo(Presence.CERTAIN);
        }
    }

    @Test
    void whatHappenedWhileThePartnerWasNotFollowedIsNotCertain() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).event("west", "DISCONNECTED");
            site.pass(600, "east").active("east", ADDRESS, AA, since(start, site.now()));

            assertThat(at(site, start.plusSeconds(300))).isEqualTo(Presence.POSSIBLE);
            assertThat(only(site).get("observedBy").toString()).isEqualTo("[\"east\"]");
        }
    }

    @Test
    void aPartnerThatTakesOverExtendsTheTenure() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).active("west", ADDRESS, AA, since(start, start));
            site.event("east", "DISCONNECTED").pass(1800, "west");
            site.active("west", ADDRESS, AA, since(start, site.now()));

            JsonNode tenure = only(site);
            assertThat(tenure.get("renewals").asInt()).isEqualTo(1);
            assertThat(time(tenure, "lastSeen")).isEqualTo(site.now());
        }
    }

    @Test
    void anEarlierStartThatThePartnerTellsWidensTheBounds() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.pass(600, "east", "west");
            Instant tookOver = site.now();
            site.active("east", ADDRESS, AA, since(tookOver, tookOver));
            assertThat(time(only(site), "startNotBefore")).isBetween(tookOver.minusSeconds(7), tookOver);

            site.active("west", ADDRESS, AA, since(start, tookOver));

            assertThat(time(only(site), "start")).isEqualTo(start);
            assertThat(time(only(site), "startNotBefore")).isBetween(start.minusSeconds(7), start);
        }
    }

    @Test
    void anOldWordOfAPartnerNeitherEndsNorRevivesATenure() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east", "west");
            site.active("east", ADDRESS, AA, since(start, site.now()));
            Instant renewed = site.now();
            // The partner never heard of the renewal.
            ended(site, "west", "EXPIRED", AA, site.now(), start);
            assertThat(only(site).get("end").isNull()).isTrue();

            site.pass(60, "east", "west");
            ended(site, "east", "RELEASED", AA, site.now(), site.now());
            site.active("west", ADDRESS, AA, since(start, renewed));
            assertThat(only(site).get("endReason").asText()).isEqualTo("RELEASED");
        }
    }

    /** Both partners report the same end; the clock of each is measured anew with each record. */
    @Test
    void aLeaseThatRanOutIsNotElsewhereBecauseOfSomeMilliseconds() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            Instant expiry = start.plusSeconds(60);
            for (String server : List.of("east", "west")) {
                site.active(server, ADDRESS, AA, binding -> {
                    binding.put("leaseExpiryTime", expiry.toEpochMilli());
                    binding.put("clockSkewMillis", -393);
                });
            }
            site.pass(70, "east", "west");
            for (String server : List.of("east", "west")) {
                site.binding(server, ADDRESS, binding -> {
                    binding.put("state", server.equals("east") ? "AVAILABLE" : "REMOTE");
                    binding.put("hardwareType", 1);
                    binding.put("hardwareAddress", AA);
                    binding.put("stateStartTime", expiry.toEpochMilli());
                    binding.put("lastTransactionTime", start.toEpochMilli());
                    binding.put("clockSkewMillis", -272);
                });
            }

            assertThat(only(site).get("endReason").asText()).isEqualTo("EXPIRED");
        }
    }

    /** The server that owns the address calls it free, and the other one REMOTE. */
    @ParameterizedTest
    @ValueSource(strings = {"east,west", "west,east"})
    void anEndThatBothPartnersReportedIsAnEndInEitherOrder(String order) {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA).active("west", ADDRESS, AA).pass(60, "east", "west");
            Instant released = site.now();
            for (String server : order.split(",", -1)) {
                assertThat(only(site).get("end").isNull()).isTrue();
                ended(site, server, server.equals("east") ? "AVAILABLE" : "REMOTE", AA, released, start);
            }

            assertThat(time(only(site), "end")).isEqualTo(released);
        }
    }

    @Test
    void aLeaseThatAPartnerTakesOverGoesOnWhateverItReportedBefore() {
        try (Site site = pair("failover")) {
            ended(
                    site,
                    "east",
                    "AVAILABLE",
                    AA,
                    site.now().minusSeconds(60),
                    site.now().minusSeconds(120));
            site.active("west", ADDRESS, AA).pass(60, "east", "west");
            ended(site, "west", "REMOTE", AA, site.now(), site.now());

            assertThat(all(site, AA)).anyMatch(tenure -> tenure.get("end").isNull());
        }
    }

    @Test
    void anOldWordOfAPartnerDoesNotReviveATenureOfLongAgo() {
        try (Site site = pair("failover")) {
            Instant first = site.now();
            for (int client = 0; client < 30; client++) {
                String name = String.format("aa:aa:aa:aa:aa:%02x", client);
                site.active("east", ADDRESS, name).pass(10, "east");
                ended(site, "east", "RELEASED", name, site.now(), site.now()).pass(10, "east");
            }
            Map<String, JsonNode> before = Map.copyOf(site.tenures());

            site.active("west", ADDRESS, "aa:aa:aa:aa:aa:00", since(first, first));

            assertThat(site.tenures()).hasSameSizeAs(before);
            JsonNode tenure = of(site, "aa:aa:aa:aa:aa:00");
            assertThat(tenure.get("endReason").asText()).isEqualTo("RELEASED");
            assertThat(tenure.get("servers").toString()).contains("east", "west");
        }
    }

    @Test
    void aLaterExchangeRevivesATenureThatAServerOnlyBelievedToBeOver() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).active("west", ADDRESS, AA, since(start, start));
            site.pass(3700, "east", "west");
            ended(site, "east", "EXPIRED", AA, start.plusSeconds(3600), start);
            assertThat(only(site).get("endReason").asText()).isEqualTo("EXPIRED");

            site.active("west", ADDRESS, AA, since(start, start.plusSeconds(3500)));

            assertThat(only(site).get("end").isNull()).isTrue();
            assertThat(only(site).get("endNotAfter").isNull()).isTrue();
        }
    }

    @Test
    void theEndOfAPairIsSureOnlyWhenTheOtherIsKnownToKnowNothingElse() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).event("west", "DISCONNECTED");
            site.pass(3700, "east");
            ended(site, "east", "EXPIRED", AA, start.plusSeconds(3600), start);
            assertThat(only(site).get("endNotAfter").isNull()).isTrue();

            site.live("west").heartbeats("west").pass(60, "east", "west");
            assertThat(only(site).get("endNotAfter").isNull()).isFalse();
        }
    }

    @Test
    void anotherClientOfThePartnerCutsOffWhatIsCertain() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east", "west");
            Instant other = site.now();
            site.active("west", ADDRESS, BB, since(other, other)).pass(600, "east", "west");
            // East never heard of that, and may have left out what came between.
            site.active("east", ADDRESS, AA, since(start, site.now())).pass(60, "east", "west");

            assertThat(holderAt(site, AA, start.plusSeconds(300))).isEqualTo(Presence.POSSIBLE);
            assertThat(holderAt(site, AA, other.plusSeconds(300))).isEqualTo(Presence.CERTAIN);
        }
    }

    @Test
    void aLaterStartOfThePartnerCutsOffWhatIsCertain() {
        try (Site site = pair("failover")) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(600, "east", "west");
            Instant again = site.now();
            site.active("west", ADDRESS, AA, since(again, again)).pass(600, "east", "west");
            site.active("east", ADDRESS, AA, since(start, site.now())).pass(60, "east", "west");

            assertThat(holderAt(site, AA, start.plusSeconds(300))).isEqualTo(Presence.POSSIBLE);
            assertThat(holderAt(site, AA, again.plusSeconds(300))).isEqualTo(Presence.CERTAIN);
        }
    }

    @Test
    void twoHoldersHaveATenureEachAndBothAreMarked() {
        try (Site site = pair("failover")) {
            site.active("east", ADDRESS, AA).pass(60, "east", "west").active("west", ADDRESS, BB);

            assertThat(of(site, AA).get("heldTwice").asBoolean()).isTrue();
            assertThat(of(site, BB).get("heldTwice").asBoolean()).isTrue();
            assertThat(of(site, AA).get("end").isNull()).isTrue();
            assertThat(of(site, BB).get("end").isNull()).isTrue();
        }
    }

    @Test
    void tenuresThatTurnOutToBeOneAreMergedAndTheLaterKeyIsDeleted() {
        try (Site site = pair("replicated")) {
            Instant start = site.now();
            // East tells no start of state; what it ended by mistake looks like two tenures.
            site.active("east", ADDRESS, AA, binding -> binding.put("stateStartTime", null));
            site.pass(600, "east", "west").tombstone("east", ADDRESS).pass(600, "east", "west");
            site.active("east", ADDRESS, AA, binding -> binding.put("stateStartTime", null));
            assertThat(all(site, AA)).hasSize(2);

            site.active("west", ADDRESS, AA, since(start, site.now()));

            JsonNode tenure = only(site);
            assertThat(time(tenure, "start")).isEqualTo(start);
            assertThat(tenure.get("end").isNull()).isTrue();
        }
    }

    @Test
    void retentionRemovesATenureFromEverywhere() {
        try (Site site = Site.of(folder, "features", "merge,history", "history.retention.ms", "86400000")
                .live("east")
                .heartbeats("east")) {
            site.active("east", ADDRESS, AA).pass(60, "east");
            ended(site, "east", "RELEASED", AA, site.now(), site.now());
            site.active("east", "192.0.2.8", BB, binding -> binding.put("infiniteLease", true));
            site.passAtOnce(Duration.ofHours(25));

            assertThat(site.tenures()).hasSize(1);
            assertThat(of(site, BB).get("end").isNull()).isTrue();
            assertThat(site.size(HistoryStores.TENURES)).isEqualTo(1);
            assertThat(site.size(HistoryStores.CLIENTS)).isEqualTo(1);
            assertThat(site.size(HistoryStores.ADDRESSES)).isEqualTo(1);
            assertThat(site.size(HistoryStores.RETENTION)).isEqualTo(1);
        }
    }

    @Test
    void anErasedClientIsGoneFromEverywhereAndDoesNotComeBackWithASnapshot() {
        try (Site site = alone()) {
            site.active("east", ADDRESS, AA, binding -> binding.put("hostname", "Host-17"))
                    .active("east", "192.0.2.8", BB)
                    .pass(600, "east");
            Instant released = site.now();
            ended(site, "east", "RELEASED", AA, released, released);

            assertThat(site.storesWith(AA)).contains(HistoryStores.TENURES, HistoryStores.CLIENTS);

            site.erase("one", "host-name", "host-17");

            assertThat(site.tenures().values())
                    .noneMatch(tenure -> tenure.toString().contains(AA));
            JsonNode answer = site.answers().get(0);
            assertThat(answer.get("status").asText()).isEqualTo("DONE");
            assertThat(answer.get("tenures").asInt()).isEqualTo(1);
            assertThat(answer.get("indexEntries").asInt()).isEqualTo(2);
            assertThat(answer.get("partitions").asInt()).isEqualTo(1);
            assertThat(answer.get("untilCompaction").toString())
                    .contains("campus.history", "lease-streams-history-tenures-changelog");
            assertThat(answer.get("outside").toString()).contains("campus.bindings", "campus.leases");
            assertThat(site.storesWith(AA))
                    .allMatch(store -> answer.get("outside").toString().contains("-" + store + "-changelog"));
            ended(site, "east", "RELEASED", AA, released, released);
            assertThat(all(site, AA)).isEmpty();
            assertThat(of(site, BB)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPIRED", "RELEASED"})
    void theEndOfAnErasedLeaseDoesNotBringItsClientBack(String end) {
        try (Site site = alone()) {
            Instant last = site.now();
            site.active("east", ADDRESS, AA).pass(600, "east").erase("one", "hardware-address", AA);

            Instant ended = site.now();
            ended(site, "east", end, AA, ended, end.equals("EXPIRED") ? last : ended);
            site.pass(60, "east");
            ended(site, "east", "AVAILABLE", AA, site.now(), end.equals("EXPIRED") ? last : ended);

            assertThat(site.tenures()).isEmpty();
            assertThat(site.storesWith(AA)).noneMatch(store -> store.startsWith("history"));

            site.pass(60, "east").active("east", ADDRESS, AA);
            assertThat(all(site, AA)).as("a new lease").hasSize(1);
        }
    }

    @Test
    void aRepeatThatIsASecondOffDoesNotBringAnErasedClientBack() {
        try (Site site = alone()) {
            long last = site.now().toEpochMilli();
            site.active("east", ADDRESS, AA).pass(60, "east").erase("one", "hardware-address", AA);

            site.active("east", ADDRESS, AA, binding -> {
                binding.put("origin", "SNAPSHOT");
                binding.put("stateStartTime", last + 1_000);
                binding.put("lastTransactionTime", last + 1_000);
            });

            assertThat(site.tenures()).isEmpty();
        }
    }

    /** An erasure finds a client by its tenures. */
    @Test
    void aClientWithoutATenureIsNotKept() {
        try (Site site = alone()) {
            ended(site, "east", "ABANDONED", AA, site.now(), site.now());

            assertThat(site.tenures()).isEmpty();
            assertThat(site.storesWith(AA)).noneMatch(store -> store.startsWith("history"));
        }
    }

    @Test
    void aNameThatIsTooLongForTheIndexStopsNothing() {
        try (Site site = alone()) {
            String grows = "\u0130".repeat(1_024);
            site.active("east", ADDRESS, AA, binding -> binding.put("hostname", grows))
                    .erase("one", "host-name", grows);

            assertThat(of(site, AA).get("hostname").asText()).isEqualTo(grows);
            assertThat(site.answers().get(0).get("status").asText()).isEqualTo("REFUSED");
        }
    }

    @Test
    void ofOneExchangeAnEndStandsAgainstNone() {
        try (Site site = pair("failover")) {
            site.active("west", ADDRESS, AA, binding -> {
                        binding.put("infiniteLease", true);
                        binding.put("leaseExpiryTime", null);
                    })
                    .active("east", ADDRESS, AA);

            assertThat(time(only(site), "leaseExpiryTime")).isEqualTo(site.now().plusSeconds(3600));
            assertThat(only(site).get("infiniteLease").asBoolean()).isFalse();
        }
    }

    /** RocksDB keeps what was deleted until it compacts its files; an instance that restores its stores has none of it. */
    @Test
    void storesThatAreRestoredAfterAnErasureHaveNothingOfTheClientInTheirFiles() throws Exception {
        String[] settings = {"features", "merge,history"};
        try (Site site = alone()) {
            site.active("east", ADDRESS, AA, binding -> binding.put("hostname", "Host-17"))
                    .active("east", "192.0.2.8", BB)
                    .pass(60, "east")
                    .restart(settings);
            assertThat(site.storesOnDiskWith(AA)).contains(HistoryStores.TENURES, HistoryStores.CLIENTS);
            assertThat(site.storesOnDiskWith("host-17")).contains(HistoryStores.CLIENTS);
            int before = site.storesOnDiskWith(AA).size();

            site.erase("one", "host-name", "host-17").restart(settings);

            assertThat(site.storesOnDiskWith(BB)).contains(HistoryStores.TENURES, HistoryStores.CLIENTS);
            assertThat(site.storesOnDiskWith("host-17")).doesNotContain(HistoryStores.CLIENTS);
            assertThat(site.storesOnDiskWith(AA))
                    .as("left is what the answer says is outside: bindings")
                    .hasSizeLessThan(before)
                    .noneMatch(store -> store.startsWith("history"));
        }
    }

    @Test
    void aCommandIsExecutedOnceAndOneThatIsNotUnderstoodIsRefused() {
        try (Site site = alone()) {
            site.active("east", ADDRESS, AA).erase("one", "hardware-address", AA.toUpperCase(java.util.Locale.ROOT));
            assertThat(site.answers().get(0).get("tenures").asInt()).isEqualTo(1);

            site.pass(1200, "east").active("east", ADDRESS, AA).erase("one", "hardware-address", AA);
            assertThat(site.answers()).hasSize(1);
            assertThat(all(site, AA)).hasSize(1);

            site.erase("two", "shoe-size", "46");
            assertThat(site.answers().get(1).get("status").asText()).isEqualTo("REFUSED");
        }
    }

    @Test
    void findsTenuresByEverythingThatNamesAClientPageByPage() {
        try (Site site = alone()) {
            for (int host = 1; host <= 25; host++) {
                String address = "192.0.2." + host;
                site.active("east", address, AA, binding -> {
                    binding.put("hostname", "host-17");
                    binding.put("fqdn", "Host-17.example.net");
                    binding.put("clientId", "AQID");
                    binding.put("relay", Map.of("circuitId", "Z2UtMC8wLzQ="));
                });
                site.pass(10, "east");
            }
            for (ClientSelector client : List.of(
                    new ClientSelector(ClientSelector.Kind.HARDWARE_ADDRESS, AA),
                    new ClientSelector(ClientSelector.Kind.HOST_NAME, "host-17.EXAMPLE.net"),
                    new ClientSelector(ClientSelector.Kind.CLIENT_ID, "010203"),
                    ClientSelector.portNamed("ge-0/0/4"))) {
                List<AddressTenure> found = new ArrayList<>();
                PagePosition after = null;
                do {
                    TenurePage page = site.reader().ofClient(client, TimeRange.ALWAYS, 7, after);
                    assertThat(page.tenures()).hasSizeLessThanOrEqualTo(7);
                    found.addAll(page.tenures());
                    after = page.next() == null
                            ? null
                            : PagePosition.ofToken(page.next().token());
                } while (after != null);
                assertThat(found)
                        .as("%s", client)
                        .hasSize(25)
                        .isSortedAccordingTo((one, other) -> other.start().compareTo(one.start()));
            }
            assertThat(site.reader()
                            .ofClient(ClientSelector.portNamed("ge-0/0/5"), TimeRange.ALWAYS, 7, null)
                            .tenures())
                    .isEmpty();
        }
    }

    @Test
    void anIpv6AddressIsAlsoFoundInTheDelegatedPrefixThatHoldsIt() {
        try (Site site = Site.of(folder, "features", "merge,history")
                .family("ipv6")
                .live("east")
                .pass(60, "east")) {
            // The last ones are no prefixes: whoever writes a topic may call an address anything.
            for (String prefix : List.of("2001:db8:0:1::/64", "2001:db8::/40", "2001:db8:1::/127", "::/999", "x/64")) {
                site.binding("east", prefix, binding -> {
                    binding.put("leaseType", "PD");
                    binding.put("duid", "AAEAAQ==");
                    binding.put("iaid", 7);
                    binding.put("lastTransactionTime", site.now().toEpochMilli());
                });
            }

            assertThat(site.reader()
                            .ofAddress(null, "2001:db8:0:1::25", TimeRange.ALWAYS, 10, null)
                            .tenures())
                    .allSatisfy(tenure -> assertThat(tenure.holder().client()).isEqualTo("duid:00010001/7"))
                    .extracting(AddressTenure::address)
                    .containsExactlyInAnyOrder("2001:db8:0:1::/64", "2001:db8::/40");
            assertThat(site.reader()
                            .ofAddress("blue", "2001:db8:0:1::25", TimeRange.ALWAYS, 10, null)
                            .tenures())
                    .as("another VPN")
                    .isEmpty();
        }
    }

    @Test
    void storesSurviveARestart() {
        try (Site site = alone()) {
            Instant start = site.now();
            site.active("east", ADDRESS, AA, since(start, start)).pass(60, "east");
            site.restart("features", "merge,history").pass(60, "east");
            site.active("east", ADDRESS, AA, since(start, site.now()));

            assertThat(only(site).get("renewals").asInt()).isEqualTo(1);
        }
    }
}
