package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private static final long START = 1_700_000_000;

    /** Changes from before the step back carry times that only the skew from before explains to the next connection. */
    @Test
    void aStepBackIsRememberedThoughTheNextMessageHasWaitedLess() {
        ClockSkew prompt = ClockSkew.UNKNOWN.afterPrompt(serverTime(0), at(0));
        LiveProgress live = LiveProgress.startingAt(serverTime(0), serverTime(0), prompt, ResumeRules.withOverlap(5));

        LiveProgress back = live.afterBinding(serverTime(-3_600), serverTime(-3_600), false, at(8));
        LiveProgress forward = back.afterBinding(serverTime(-3_590), serverTime(-3_590), false, at(10));

        assertThat(back.position().clockSkewMillis()).isZero();
        assertThat(forward.position().clockSkewMillis()).isZero();
    }

    private static ServerTime serverTime(long second) {
        return new ServerTime(START + second);
    }

    private static LocalMoment at(long second) {
        return new LocalMoment((START + second) * 1_000, second * 1_000_000_000L);
    }
}
