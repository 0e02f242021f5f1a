package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("trap-5")
class LowWatermarkTest {

    private static final int OVERLAP = 5;
    private static final ServerTime START = new ServerTime(1_700_000_000);

    private LowWatermark front = LowWatermark.startingAt(START, START, OVERLAP);
    private ServerTime now = START;

    @Test
    void oneFreshChangeProvesNothing() {
        changes(1, 0, false);

        assertThat(lag()).isEqualTo(1);
    }

    @Test
    void wholePeriodsOfFreshChangesMoveTheFront() {
        changes(300, 0, false);

        assertThat(lag()).isLessThan(2 * LowWatermark.CHANGES_OF_PERIOD + 1);
    }

    @Test
    void changesThatWaitedHoldTheFrontBackByTheirAge() {
        changes(300, 40, false);

        assertThat(lag()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void anEmptyQueueBringsTheFrontUpToDate() {
        changes(300, 40, false);

        front = front.afterEmptyQueue(now, OVERLAP);

        assertThat(lag()).isZero();
    }

    /**
     * The backlog of the server grows as long as reading is held back time and again. A server that sends each waiting
     * binding with its newest change shows nothing of that.
     */
    @Test
    void freshChangesProveNothingWhileReadingIsHeldBack() {
        changes(300, 0, false);
        ServerTime before = front.provenTo();

        for (int i = 0; i < 100; i++) {
            front = front.afterPause(OVERLAP);
            changes(8, 0, false);
        }
        assertThat(front.provenTo().secondsSince(before)).isLessThanOrEqualTo(2 * LowWatermark.CHANGES_OF_PERIOD);

        changes(300, 0, false);
        assertThat(lag()).isLessThan(2 * LowWatermark.CHANGES_OF_PERIOD + 1);
    }

    @Test
    void aChangeLearnedLateFromAPartnerDoesNotHoldTheFrontBack() {
        for (int i = 0; i < 300; i++) {
            changes(1, 600, true);
            changes(1, 0, false);
        }

        assertThat(lag()).isLessThan(2 * LowWatermark.CHANGES_OF_PERIOD + 1);
    }

    @Test
    void changesOfAPartnerAloneMoveTheFrontByTheirAge() {
        changes(1_000, 60, true);

        assertThat(lag()).isBetween(60L, 60L + 2 * LowWatermark.CHANGES_OF_PERIOD);
    }

    @Test
    void neverMovesBackwardsBecauseOfALateChange() {
        changes(300, 0, false);
        ServerTime before = front.provenTo();

        changes(200, 500, false);

        assertThat(front.provenTo()).isGreaterThanOrEqualTo(before);
    }

    /** One a second. */
    private void changes(int count, int age, boolean remote) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(1);
            front = front.afterChange(now, now.plusSeconds(-age), remote, OVERLAP);
        }
    }

    private long lag() {
        return now.secondsSince(front.provenTo());
    }
}
