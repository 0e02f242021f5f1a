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
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DhcpFamily.class)
class OffsetEditsTest {

    private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000L);

    private final String family;
    private final String otherFamily;
    private final Map<String, ?> east;
    private final OffsetEdits edits;

    /** As on the wire of the family. */
    private final long now;

    OffsetEditsTest(DhcpFamily family) {
        this.family = SourcePartition.nameOf(family);
        this.otherFamily = SourcePartition.nameOf(family == DhcpFamily.IPV4 ? DhcpFamily.IPV6 : DhcpFamily.IPV4);
        this.east = Map.of("server", "east", "family", this.family);
        this.edits = new OffsetEdits(List.of("east", "west"), family, Clock.fixed(TIME, ZoneOffset.UTC));
        this.now = new ServerTime(TIME.getEpochSecond()).toWire(family);
    }

    @Test
    void anEarlierBaseTimeIsAccepted() {
        assertAccepted(east, Map.of("v", 1L, "base_time", now - 3_600));
    }

    @Test
    void numbersAsTheRestServerParsesThemAreAccepted() {
        assertAccepted(east, Map.of("v", 1, "base_time", (int) now, "lag", 0));
    }

    @Test
    void aResetIsAccepted() {
        assertThatCode(() -> edits.check(Collections.singletonMap(east, null))).doesNotThrowAnyException();
    }

    @Test
    void aResetOfAServerThatIsNoLongerConfiguredIsAccepted() {
        Map<String, ?> former = Map.of("server", "north", "family", family);

        assertThatCode(() -> edits.check(Collections.singletonMap(former, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnknownServerIsRefusedWithTheKnownOnes() {
        assertRefused(
                Map.of("server", "north", "family", family),
                Map.of("v", 1L, "base_time", now),
                "north",
                "[east, west]",
                "give the partition of one of these");
    }

    @Test
    void theOtherFamilyIsRefused() {
        assertRefused(
                Map.of("server", "east", "family", otherFamily),
                Map.of("v", 1L, "base_time", 5L),
                otherFamily,
                family,
                "in the partition");
    }

    @Test
    void aPartitionOfAnotherShapeIsRefusedWithTheRightOne() {
        assertRefused(Map.of("file", "x"), Map.of("v", 1L), "{file=x}", "\"server\"", "\"family\"");
    }

    @Test
    void aMalformedOffsetIsRefused() {
        assertRefused(east, Map.of("v", 1L, "base_time", "yesterday"), "base_time", "yesterday");
    }

    @Test
    void anOffsetOfALaterVersionIsRefused() {
        assertRefused(east, Map.of("v", 2L), "later version");
    }

    @Test
    void aBaseTimeInTheFutureIsRefusedBecauseItWouldSkipChanges() {
        assertRefused(east, Map.of("v", 1L, "base_time", now + 3_600), "base_time", "3600 s in the future", "lost");
    }

    @Test
    void aServerClockKnownToRunAheadMovesTheLimit() {
        assertAccepted(east, Map.of("v", 1L, "base_time", now + 3_600, "clock_skew_ms", 3_600_000L));
    }

    @Test
    void aGapInTheFutureIsRefused() {
        assertRefused(east, Map.of("v", 1L, "gap_start", now + 3_600), "gap_start", "future");
        assertRefused(east, Map.of("v", 1L, "gap_start", 5L, "gap_end", now + 3_600), "gap_end", "future");
    }

    @Test
    void aGapThatEndsBeforeItStartsIsRefused() {
        assertRefused(east, Map.of("v", 1L, "gap_start", 200L, "gap_end", 100L), "gap_start", "after gap_end");
    }

    @Test
    void whatAnOffsetSpeaksForMayBeEdited() {
        String identity = family.equals("ipv4") ? "192.0.2.1,192.0.2.129" : "00030001aabbccddeeff";

        assertAccepted(
                east, Map.of("v", 1L, "base_time", now, "server_ids", identity, "topics", "campus", "sweep_owed", 1));
    }

    @Test
    void anIdentityOfAnotherFormIsRefusedWithTheRightOne() {
        assertRefused(east, Map.of("v", 1L, "base_time", now, "server_ids", "dhcp-east"), "server_ids", "dhcp-east");
    }

    @Test
    void topicsThatCannotExistAreRefused() {
        assertRefused(east, Map.of("v", 1L, "topics", "a/b"), "topics", "a/b");
    }

    @Test
    void oneBadEditRefusesAll() {
        Map<Map<String, ?>, Map<String, ?>> both = Map.of(
                east, Map.of("v", 1L, "base_time", now), Map.of("server", "west", "family", family), Map.of("v", 9L));

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
