package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R6926-7.4-2")
class ClockSkewTest {

    private static final long START = 1_700_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Test
    void isUnknownBeforeTheFirstBaseTime() {
        assertThat(ClockSkew.UNKNOWN.smoothedMillis()).isNull();
        assertThat(ClockSkew.UNKNOWN.leastDelayedMillis()).isNull();
    }

    @Test
    void isWhatTheFirstMessageShows() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(serverTime(START + 90_000), at(0));

        assertThat(skew.smoothedMillis()).isEqualTo(90_000);
    }

    @Test
    void changesBySmallAdjustments() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(serverTime(START), at(0));

        ClockSkew later = skew.after(serverTime(START + 9_000), at(1_000));

        assertThat(later.smoothedMillis()).isEqualTo(1_000);
        assertThat(later.leastDelayedMillis()).isEqualTo(8_000);
    }

    @Test
    void takesNoWaitingMessageForAClockThatRunsBehind() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(serverTime(START), at(0));

        ClockSkew delayed = skew.after(serverTime(START + 1_000), at(31_000));

        assertThat(delayed.leastDelayedMillis()).isZero();
    }

    @Test
    void followsAServerWhoseClockDrifts() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(serverTime(START), at(0));
        for (int second = 1; second <= 100_000; second++) {
            skew = skew.after(serverTime(START + second * 1_000L - second / 10), at(second * 1_000L));
        }

        assertThat(skew.leastDelayedMillis()).isBetween(-11_000L, -8_900L);
        assertThat(skew.smoothedMillis()).isBetween(-11_000L, -8_000L);
    }

    @Test
    void fallsNoFasterThanAClockDriftsHoweverLongMessagesWait() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(serverTime(START), at(0));
        for (int second = 1; second <= 3_600; second++) {
            skew = skew.after(serverTime(START + second * 100L), at(second * 1_000L));
        }

        assertThat(skew.leastDelayedMillis()).isBetween(-400L, 0L);
    }

    /** The message that showed the first step may have waited; or the clock was set twice before anything else came. */
    @Test
    void aSecondStepForwardShowsThoughNobodyKnowsWhetherTheFirstOneWaited() {
        ClockSkew prompt = ClockSkew.UNKNOWN.afterPrompt(serverTime(START), at(0));
        ServerTime ahead = serverTime(START + 61_000);
        ClockSkew stepped = prompt.afterStep(ahead, at(1_000), false);
        ServerTime further = serverTime(START + 3_602_000);

        assertThat(stepped.stepShownBy(ahead, further, at(2_000))).isEqualTo(ClockStep.by(3_540_000, further));
        assertThat(stepped.after(further, at(2_000))).isSameAs(stepped);
    }

    @Test
    void aMessageAheadOfOthersThatMayHaveWaitedShowsNoStep() {
        ClockSkew waited = ClockSkew.UNKNOWN.after(serverTime(START), at(60_000));
        ServerTime baseTime = serverTime(START + 61_000);

        assertThat(waited.stepShownBy(serverTime(START), baseTime, at(61_000))).isNull();
        assertThat(waited.after(baseTime, at(61_000)).leastDelayedMillis()).isZero();
    }

    @Test
    void aStepOfOurOwnClockIsNoneOfTheServers() {
        ClockSkew skew = ClockSkew.UNKNOWN.afterPrompt(serverTime(START), at(0));
        LocalMoment setForward = new LocalMoment(START + 600_000, 1_000 * NANOS_PER_MILLI);

        ClockSkew later = skew.after(serverTime(START + 1_000), setForward);

        assertThat(later.stepShownBy(serverTime(START), serverTime(START + 1_000), setForward))
                .isNull();
        assertThat(later.leastDelayedMillis()).isEqualTo(-599_000);
    }

    @Test
    void forgetsEverythingWithAStep() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(serverTime(START + 60_000), at(0));

        assertThat(skew.afterStep(serverTime(START), at(0), true).smoothedMillis())
                .isZero();
    }

    /** The first message of the next connection may show one step more, and changes from between are owed still. */
    @Test
    void remembersAStepThoughAnotherOneFollows() {
        ClockSkew stepped = ClockSkew.UNKNOWN
                .after(serverTime(START), at(0))
                .afterStepRemembered(serverTime(START + 600_000), at(0));

        assertThat(stepped.afterPrompt(serverTime(START + 700_000), at(1_000)).remembersStep(at(1_000)))
                .isTrue();
        assertThat(stepped.afterStep(serverTime(START + 700_000), at(1_000), true)
                        .remembersStep(at(1_000)))
                .isTrue();
    }

    private static ServerTime serverTime(long epochMilli) {
        return new ServerTime(epochMilli / 1_000);
    }

    /** Changes that are owed may be dated by it; missing ones are then asked for without an end. */
    @Test
    void remembersAStepForTwoMinutes() {
        ClockSkew skew = ClockSkew.UNKNOWN.after(new ServerTime(START / 1_000), at(0));
        assertThat(skew.remembersStep(at(0))).isFalse();

        ClockSkew stepped = skew.afterStepRemembered(new ServerTime(START / 1_000 + 600), at(0));
        assertThat(stepped.remembersStep(at(119_999))).isTrue();
        assertThat(stepped.remembersStep(at(120_000))).isFalse();
        assertThat(skew.afterStep(new ServerTime(START / 1_000 + 600), at(0), true)
                        .remembersStep(at(1)))
                .isFalse();
    }

    private static LocalMoment at(long millis) {
        return new LocalMoment(START + millis, millis * NANOS_PER_MILLI);
    }
}
