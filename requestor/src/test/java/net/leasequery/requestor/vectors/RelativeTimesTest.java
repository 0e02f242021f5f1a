package net.leasequery.requestor.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.RelativeTimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One rule for the times of both families: what the others rule out is null. */
@Tag("trap-20")
class RelativeTimesTest {

    private static final ServerTime BASE = new ServerTime(1_800_000_000);
    private static final long NONE = RelativeTimes.ABSENT;
    private static final long MAX = 0xffff_ffffL;

    @ParameterizedTest
    @CsvSource({
        // silence, lease, T1, T2, preferred | lease, infinite, T1, T2, preferred; -1 is none
        "5, 3600, 1800, 3000, 2000, 3600, false, 1800, 3000, 2000",
        "5, 4294967295, 1800, 3000, 4294967295, -1, true, 1800, 3000, -1",
        "5, 4294967290, 4294967290, 4294967290, 4294967290, -1, true, -1, -1, -1",
        "5, 4294967291, 1800, 3000, 2000, -1, false, 1800, 3000, 2000", // wrapped
        "5, 4294967289, 1800, 3000, 2000, 4294967289, false, 1800, 3000, 2000", // the greatest that is not
        "5, 3600, 3601, 3000, 2000, 3600, false, -1, 3000, 2000", // T1 after the end
        "5, 3600, 1800, 3601, 2000, 3600, false, 1800, -1, 2000", // T2 after the end
        "5, 3600, 3100, 3000, 2000, 3600, false, -1, -1, 2000", // T1 after T2
        "5, 3600, 3000, 3000, 3600, 3600, false, 3000, 3000, 3600",
        "5, 3600, 4294967295, 4294967295, 3601, 3600, false, -1, -1, -1",
        "5, 3600, 4294967292, 4294967292, 4294967292, 3600, false, -1, -1, -1",
        "-1, 4294967290, -1, -1, -1, 4294967290, false, -1, -1, -1",
        "4294967291, 3600, 1800, 3000, 2000, 3600, false, 1800, 3000, 2000", // heard before the epoch: not at all
        "5, -1, 1800, 3000, 2000, -1, false, 1800, 3000, 2000"
    })
    void aTimeThatTheOthersRuleOutIsNone(
            long silence,
            long lease,
            long t1,
            long t2,
            long preferred,
            long toLease,
            boolean infinite,
            long toT1,
            long toT2,
            long toPreferred) {
        for (DhcpFamily family : DhcpFamily.values()) {
            BindingTimes times = new RelativeTimes(NONE, silence, lease, t1, t2, preferred).from(BASE, family);

            assertThat(times.infiniteLease()).isEqualTo(infinite);
            assertThat(times.leaseExpiry()).isEqualTo(after(toLease));
            assertThat(times.renewal()).isEqualTo(after(toT1));
            assertThat(times.rebinding()).isEqualTo(after(toT2));
            assertThat(times.preferredExpiry()).isEqualTo(after(toPreferred));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingHappenedBeforeTheEpoch(DhcpFamily family) {
        long sinceEpoch = BASE.epochSecond() - family.wireEpochSecond();

        BindingTimes at = new RelativeTimes(sinceEpoch, sinceEpoch, NONE, NONE, NONE, NONE).from(BASE, family);
        BindingTimes before = new RelativeTimes(sinceEpoch + 1, MAX, NONE, NONE, NONE, NONE).from(BASE, family);

        assertThat(at.stateStart()).isEqualTo(new ServerTime(family.wireEpochSecond()));
        assertThat(at.lastTransaction()).isEqualTo(new ServerTime(family.wireEpochSecond()));
        assertThat(before.stateStart()).isNull();
        assertThat(before.lastTransaction()).isNull();
    }

    @Test
    void withoutABaseTimeOnlyThatALeaseIsInfiniteIsKnown() {
        BindingTimes times = new RelativeTimes(1, 1, MAX, 1, 1, 1).from(null, DhcpFamily.IPV4);

        assertThat(times).isEqualTo(new BindingTimes(null, null, null, null, null, null, null, true));
    }

    private static @Nullable ServerTime after(long seconds) {
        return seconds == NONE ? null : BASE.plusSeconds(seconds);
    }
}
