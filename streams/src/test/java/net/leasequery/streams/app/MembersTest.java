package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.leasequery.streams.groups.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the view of a server can be trusted, as {@code <net>.members} tells it. */
class MembersTest {
    private static final String ADDRESS = "192.0.2.7";

    @TempDir
    Path folder;

    private Site site() {
        return Site.group(folder, "replicated", "east,west")
                .live("east", "west")
                .heartbeats("east", "west");
    }

    private static boolean is(Site site, String field) {
        return site.member("site west").get(field).asBoolean();
    }

    private static long millisAgo(Site site, long seconds) {
        return site.now().minusSeconds(seconds).toEpochMilli();
    }

    /** Events and heartbeats come by different topics. */
    @Test
    void anOlderHeartbeatDoesNotUndoADisconnection() {
        try (Site site = site()) {
            site.pass(20, "east", "west").event("west", "DISCONNECTED");
            site.heartbeat("west", heartbeat -> heartbeat.put("time", millisAgo(site, 5)))
                    .pass(2);

            assertThat(is(site, "connected")).isFalse();
            assertThat(is(site, "complete")).isFalse();
        }
    }

    @Test
    void anOlderHeartbeatDoesNotCloseAGap() {
        try (Site site = site()) {
            site.pass(20, "east", "west").event("west", "DATA_MISSING", event -> event.put("gapOpen", true));
            site.heartbeat("west", heartbeat -> heartbeat.put("time", millisAgo(site, 5)))
                    .pass(2);

            assertThat(is(site, "gapOpen")).isTrue();
            assertThat(is(site, "complete")).isFalse();
        }
    }

    @Test
    void anOlderSignalDoesNotTurnBackWhenAServerWasHeard() {
        try (Site site = site()) {
            site.pass(20, "east", "west").heartbeat("west").pass(6);
            long heard = site.member("site west").get("lastHeard").asLong();
            site.heartbeat("west", heartbeat -> heartbeat.put("time", millisAgo(site, 25)));
            site.event("west", "CATCH_UP_COMPLETED", event -> event.put("time", millisAgo(site, 25)))
                    .pass(6);

            assertThat(site.member("site west").get("lastHeard").asLong()).isEqualTo(heard);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOCK_STEPPED", "SERVER_CHANGED"})
    void nobodyKnowsHowFarAViewIsCompleteByAClockThatWasSetOrOfAnotherServer(String event) {
        try (Site site = site()) {
            site.event("west", event).pass(2);
            assertThat(is(site, "complete")).isFalse();

            site.heartbeat("west").pass(2);
            assertThat(is(site, "complete")).isTrue();
        }
    }

    @Test
    void aLiveBindingShowsThatTheServerIsConnected() {
        try (Site site = site()) {
            site.event("west", "DISCONNECTED")
                    .pass(3)
                    .active("west", ADDRESS, "aa")
                    .pass(3);

            assertThat(is(site, "connected")).isTrue();
        }
    }

    /** They lie in different topics, and bindings are told of with a delay of a second. */
    @Test
    void theLastBindingBeforeADisconnectionDoesNotUndoIt() {
        try (Site site = site()) {
            site.active("west", ADDRESS, "aa").event("west", "DISCONNECTED").pass(3);
            assertThat(is(site, "connected")).isFalse();

            site.heartbeat("west", heartbeat -> heartbeat.put("time", millisAgo(site, 3)))
                    .pass(3);
            assertThat(is(site, "connected")).isFalse();
        }
    }

    /** What a connector concluded, or read in a catch-up, tells nothing of what the server changed since. */
    @Test
    void onlyALiveBindingShowsIt() {
        try (Site site = site()) {
            site.event("west", "DISCONNECTED").pass(3);
            site.active("west", ADDRESS, "aa", binding -> binding.put("origin", "CATCH_UP"));
            site.active("west", "192.0.2.8", "bb", binding -> {
                        binding.put("state", "EXPIRED");
                        binding.put("inferred", true);
                    })
                    .pass(3);

            assertThat(is(site, "connected")).isFalse();
        }
    }

    @Test
    void aServerThatIsRetiredIsForgottenAndItsFindingsClose() {
        try (Site site = site()) {
            site.event("west", "DISCONNECTED").pass(90, "east");
            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");

            site.event("west", "RETIRED").pass(2, "east");

            assertThat(site.open()).isEmpty();
            assertThat(site.members()).containsOnlyKeys("site east");
        }
    }

    /** The partitions of an input are not read in the order of time. */
    @Test
    void whatARetiredServerWroteBeforeMakesNoMemberOfIt() {
        try (Site site = site()) {
            site.event("north", "RETIRED", event -> event.put("time", millisAgo(site, -300)));
            site.binding("north", ADDRESS, binding -> binding.put("state", "RELEASED"))
                    .heartbeat("north")
                    .pass(200, "east", "west");

            assertThat(site.open()).isEmpty();
            assertThat(site.members()).containsOnlyKeys("site east", "site west");

            site.pass(200, "east", "west").garbage("north", ADDRESS).pass(2, "east", "west");
            assertThat(site.members()).containsOnlyKeys("site east", "site west");

            site.live("north").pass(2, "east", "west");
            assertThat(site.members()).containsOnlyKeys("site east", "site west", "north north");
        }
    }

    @Test
    void aRetirementThatIsReadLateDoesNotRemoveAServerThatCameBack() {
        try (Site site = site()) {
            site.event("west", "RETIRED", event -> event.put("time", millisAgo(site, 300)));

            assertThat(site.members()).containsOnlyKeys("site east", "site west");
        }
    }

    @Test
    void noServerIsFoundIncompleteWhileTheInputsAreBeingCaughtUpWith() {
        try (Site site = site()) {
            site.frontierAt(Long.MIN_VALUE);
            site.event("west", "DISCONNECTED").pass(200, "east");
            assertThat(site.history()).isEmpty();

            site.frontierIsNow().pass(2, "east");
            assertThat(site.open()).containsExactly("VIEW_INCOMPLETE west");
        }
    }

    /** A process that has read nothing of the servers yet knows their names only from headers. */
    @Test
    void aRecordWithoutAReadableKeyCountsAgainstTheServerInItsHeader() {
        try (Site site = Site.of(folder)) {
            site.live("east", "west").heartbeats("east", "west").pass(2);
            site.restart().garbageKey("west").pass(2);

            assertThat(site.member("west west").get("complete").asBoolean()).isFalse();
            assertThat(site.member("east east").get("complete").asBoolean()).isTrue();
        }
    }

    /** Otherwise nothing that the server tells counts until the time that the worker's clock showed. */
    @Test
    void aWorkersClockThatWasAheadHidesNothingLater() {
        try (Site site = site()) {
            site.heartbeat("west", heartbeat -> heartbeat.put("time", millisAgo(site, -3_600_000)))
                    .pass(10, "east");
            site.event("west", "DATA_MISSING", event -> event.put("gapOpen", true))
                    .pass(2, "east");
            assertThat(is(site, "gapOpen")).isTrue();

            site.event("west", "CONNECTED", event -> event.put("time", millisAgo(site, -3_600_000)));
            site.pass(10, "east").event("west", "DISCONNECTED").pass(2, "east");
            assertThat(is(site, "connected")).isFalse();
        }
    }

    @Test
    void aServerIsSilentEvenIfItsLastSignIsOfAClockThatWasAhead() {
        try (Site site = site()) {
            site.heartbeat("west", heartbeat -> heartbeat.put("time", millisAgo(site, -3_600_000)))
                    .pass(300, "east");

            assertThat(is(site, "complete")).isFalse();
        }
    }

    @Test
    void theWatermarkIsInTheWorkersClock() {
        try (Site site = site()) {
            long now = site.pass(20, "east").now().toEpochMilli();
            site.heartbeat("west", heartbeat -> {
                        heartbeat.put("baseTime", now + 2_000);
                        heartbeat.put("clockSkewMillis", 2_000);
                    })
                    .pass(20, "east");

            assertThat(site.member("site west").get("watermark").asLong()).isEqualTo(now);
        }
    }

    /** A server that is asked anew begins with what changed long ago. */
    @Test
    void theWatermarkDoesNotGoBack() {
        try (Site site = site()) {
            long complete = site.pass(20, "east", "west").now().toEpochMilli();
            site.pass(10, "east");
            site.heartbeat("west", heartbeat -> heartbeat.put("baseTime", complete - 60_000))
                    .pass(20, "east");

            assertThat(site.member("site west").get("lastHeard").asLong()).isGreaterThan(complete);
            assertThat(site.member("site west").get("watermark").asLong()).isEqualTo(complete);
        }
    }

    @Test
    void aServerIsIncompleteFromTheMomentThatItWasSilentForTooLong() {
        try (Site site = site()) {
            site.pass(2, "east");
            long heard = site.member("site west").get("lastHeard").asLong();
            site.pass(300, "east");

            assertThat(site.finding("VIEW_INCOMPLETE west").get("openedAt").asLong())
                    .isEqualTo(heard + Group.DEFAULT_STALE_AFTER_MILLIS);
        }
    }
}
