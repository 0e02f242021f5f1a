package net.leasequery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimedChangesTest {

    @Test
    void anOffsetClaimsWhatLiesBeforeItsPositionAndNotInItsGap() {
        ClaimedChanges claimed = ClaimedChanges.of(
                Family.IPV4, Map.of("v", 1L, "base_time", 1_000L, "lag", 10L, "gap_start", 500L, "gap_end", 600L));

        assertThat(claimed.includes(989)).isTrue();
        assertThat(claimed.includes(990)).as("the second of the position").isFalse();
        assertThat(claimed.includes(600)).isFalse();
        assertThat(claimed.includes(500)).isFalse();
        assertThat(claimed.includes(499)).isTrue();
    }

    @Test
    void aGapWithoutAnEndAndAMissingPositionClaimNothingAfterIt() {
        ClaimedChanges open = ClaimedChanges.of(Family.IPV4, Map.of("v", 1L, "base_time", 1_000L, "gap_start", 0L));

        assertThat(open.includes(1)).isFalse();
        assertThat(ClaimedChanges.of(Family.IPV4, Map.of("v", 1L)).includes(1)).isFalse();
    }

    @Test
    void timesOfDhcpv6CountFromTheYear2000() {
        ClaimedChanges claimed = ClaimedChanges.of(Family.IPV6, Map.of("v", 1L, "base_time", 100L));

        assertThat(claimed.includes(946_684_800L + 99)).isTrue();
        assertThat(claimed.includes(946_684_800L + 100)).isFalse();
    }
}
