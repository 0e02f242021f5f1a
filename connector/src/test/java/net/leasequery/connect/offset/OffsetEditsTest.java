package net.leasequery.connect.offset;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.leasequery.requestor.DhcpFamily;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class OffsetEditsTest {

    private static final long NOW = 1_800_000_000L;
    private static final Map<String, ?> EAST = Map.of("server", "east", "family", "ipv4");

    private final OffsetEdits edits = new OffsetEdits(
            List.of("east", "west"), DhcpFamily.IPV4, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    @Test
    void anEarlierBaseTimeIsAccepted() {
        assertAccepted(EAST, Map.of("v", 1L, "base_time", NOW - 3_600));
    }

    @Test
    void numbersAsTheRestServerParsesThemAreAccepted() {
        assertAccepted(EAST, Map.of("v", 1, "base_time", (int) NOW, "lag", 0));
    }

    @Test
    void aResetIsAccepted() {
        assertThatCode(() -> edits.check(Collections.singletonMap(EAST, null))).doesNotThrowAnyException();
    }

    @Test
    void aResetOfAServerThatIsNoLongerConfiguredIsAccepted() {
        Map<String, ?> former = Map.of("server", "north", "family", "ipv4");

        assertThatCode(() -> edits.check(Collections.singletonMap(former, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnknownServerIsRefusedWithTheKnownOnes() {
        assertRefused(
                Map.of("server", "north", "family", "ipv4"),
                Map.of("v", 1L, "base_time", NOW),
                "north",
                "[east, west]");
    }

    @Test
    void theOtherFamilyIsRefused() {
        assertRefused(Map.of("server", "east", "family", "ipv6"), Map.of("v", 1L, "base_time", 5L), "ipv6", "ipv4");
    }

    @Test
    void aPartitionOfAnotherShapeIsRefusedWithTheRightOne() {
        assertRefused(Map.of("file", "x"), Map.of("v", 1L), "{file=x}", "\"server\"", "\"family\"");
    }

    @Test
    void aMalformedOffsetIsRefused() {
        assertRefused(EAST, Map.of("v", 1L, "base_time", "yesterday"), "base_time", "yesterday");
    }

    @Test
    void anOffsetOfALaterVersionIsRefused() {
        assertRefused(EAST, Map.of("v", 2L), "later version");
    }

    @Test
    void aBaseTimeInTheFutureIsRefusedBecauseItWouldSkipChanges() {
        assertRefused(EAST, Map.of("v", 1L, "base_time", NOW + 3_600), "base_time", "3600 s in the future", "lost");
    }

    @Test
    void aServerClockKnownToRunAheadMovesTheLimit() {
        assertAccepted(EAST, Map.of("v", 1L, "base_time", NOW + 3_600, "clock_skew_ms", 3_600_000L));
    }

    @Test
    void aGapInTheFutureIsRefused() {
        assertRefused(EAST, Map.of("v", 1L, "gap_start", NOW + 3_600), "gap_start", "future");
        assertRefused(EAST, Map.of("v", 1L, "gap_start", 5L, "gap_end", NOW + 3_600), "gap_end", "future");
    }

    @Test
    void aGapThatEndsBeforeItStartsIsRefused() {
        assertRefused(EAST, Map.of("v", 1L, "gap_start", 200L, "gap_end", 100L), "gap_start", "after gap_end");
    }

    @Test
    void oneBadEditRefusesAll() {
        Map<Map<String, ?>, Map<String, ?>> both = Map.of(
                EAST, Map.of("v", 1L, "base_time", NOW), Map.of("server", "west", "family", "ipv4"), Map.of("v", 9L));

        assertThatThrownBy(() -> edits.check(both)).isInstanceOf(ConnectException.class);
    }

    private void assertAccepted(Map<String, ?> partition, Map<String, ?> offset) {
        assertThatCode(() -> edits.check(Map.of(partition, offset))).doesNotThrowAnyException();
    }

    private void assertRefused(Map<String, ?> partition, Map<String, ?> offset, String... words) {
        assertThatThrownBy(() -> edits.check(Map.of(partition, offset)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll(words);
    }
}
