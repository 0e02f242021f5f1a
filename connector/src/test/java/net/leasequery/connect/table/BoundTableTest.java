package net.leasequery.connect.table;

import static net.leasequery.connect.table.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTableTest {

    private static final long EXPIRY = 1_800_003_600;

    private final BoundTable table = Views.table();

    @Test
    void whatIsReportedForTheFirstTimeIsAChange() {
        assertThat(table.see(leased("192.0.2.1", 7, EXPIRY))).isTrue();
    }

    @Test
    void theSameAgainIsNone() {
        table.see(leased("192.0.2.1", 7, EXPIRY));

        assertThat(table.see(leased("192.0.2.1", 7, EXPIRY))).isFalse();
    }

    @Test
    void anotherContentIsAChangeAndThenTheKnownOne() {
        table.see(leased("192.0.2.1", 7, EXPIRY));

        assertThat(table.see(leased("192.0.2.1", 8, EXPIRY))).isTrue();
        assertThat(table.see(leased("192.0.2.1", 8, EXPIRY))).isFalse();
    }

    @Test
    void aRenewalIsAChange() {
        table.see(leased("192.0.2.1", 7, EXPIRY));

        assertThat(table.see(leased("192.0.2.1", 7, EXPIRY + 3))).isTrue();
    }

    @Test
    void aTimeThatIsNoLongerReportedIsAChange() {
        Fingerprint reported = leased("192.0.2.1", 7, EXPIRY);
        table.see(reported);

        assertThat(table.see(Prints.timeless(reported.address(), 7))).isTrue();
        assertThat(table.see(Prints.timeless(reported.address(), 7))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, -1, 1, 2})
    void aSecondOrTwoOfRoundingIsNoChange(long jitter) {
        table.see(leased("192.0.2.1", 7, EXPIRY));

        for (int answer = 0; answer < 20; answer++) {
            assertThat(table.see(leased("192.0.2.1", 7, EXPIRY + (answer % 2) * jitter)))
                    .as("answer %d", answer)
                    .isFalse();
        }
    }

    @Test
    void aShiftThatStaysIsAChangeInTheEnd() {
        table.see(leased("192.0.2.1", 7, EXPIRY));

        int answers = 1;
        while (!table.see(leased("192.0.2.1", 7, EXPIRY + 1))) {
            answers++;
            assertThat(answers).isLessThan(10);
        }

        assertThat(answers).isEqualTo(5);
        assertThat(table.see(leased("192.0.2.1", 7, EXPIRY + 1))).isFalse();
    }

    @Test
    void smallShiftsNeverAddUpUnnoticed() {
        table.see(leased("192.0.2.1", 7, EXPIRY));
        table.see(leased("192.0.2.1", 7, EXPIRY + 2));

        assertThat(table.see(leased("192.0.2.1", 7, EXPIRY + 4))).isTrue();
    }

    @Test
    void whatAPassDoesNotSeeIsTakenOutOnce() {
        table.see(leased("192.0.2.1", 7, EXPIRY));
        table.see(leased("192.0.2.2", 8, EXPIRY));
        table.beginPass();
        table.see(leased("192.0.2.2", 8, EXPIRY));

        assertThat(table.takeUnseen()).containsExactly(leased("192.0.2.1", 7, EXPIRY));
        assertThat(table.takeUnseen()).isEmpty();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void anAddressThatHadEndedBeforeNeedsNoOtherEnd() {
        table.see(Prints.of("192.0.2.1", BindingState.RELEASED, 7, EXPIRY));
        table.beginPass();

        assertThat(table.takeUnseen()).isEmpty();
        assertThat(table.size()).isZero();
    }

    @Test
    void anAddressThatComesBackAfterItWasTakenOutIsAChange() {
        table.see(leased("192.0.2.1", 7, EXPIRY));
        table.beginPass();
        table.takeUnseen();

        assertThat(table.see(leased("192.0.2.1", 7, EXPIRY))).isTrue();
    }

    @Test
    void expiredIsWhatEndedUpToNowAndWasNotReportedSince() {
        table.see(leased("192.0.2.1", 1, EXPIRY));
        table.see(leased("192.0.2.2", 2, EXPIRY + 1));
        table.see(leased("192.0.2.3", 3, EXPIRY));
        table.see(Prints.of("192.0.2.4", BindingState.RELEASED, 4, EXPIRY));
        table.beginPass();
        table.see(leased("192.0.2.3", 3, EXPIRY));

        assertThat(table.takeExpired(new ServerTime(EXPIRY + 1))).isEmpty();
        assertThat(table.takeExpired(new ServerTime(EXPIRY + 2))).containsExactly(leased("192.0.2.1", 1, EXPIRY));
        assertThat(table.size()).isEqualTo(3);
    }

    @Test
    void aLeaseWithoutEndNeverExpires() {
        Fingerprint infinite = Prints.timeless(leased("192.0.2.1", 7, EXPIRY).address(), 7);
        table.see(infinite);
        table.beginPass();

        assertThat(table.takeExpired(new ServerTime(Long.MAX_VALUE))).isEmpty();
        assertThat(table.takeUnseen()).containsExactly(infinite);
    }

    @Test
    void theSameAddressInTwoVpnsAreTwo() {
        Fingerprint blue = Prints.timeless(new BindingAddress(LeaseType.V4, "192.0.2.1", null, "blue"), 1);
        Fingerprint global = Prints.timeless(new BindingAddress(LeaseType.V4, "192.0.2.1", null, null), 2);
        table.see(blue);

        assertThat(table.see(global)).isTrue();

        table.beginPass();
        assertThat(table.takeUnseen()).containsExactlyInAnyOrder(blue, global);
    }

    /** The Kafka key knows no lease type; the value does. */
    @Test
    void theSameAddressAsAnotherLeaseTypeIsAChangeOfTheSameRow() {
        Fingerprint lasting = Prints.timeless(new BindingAddress(LeaseType.NA, "2001:db8::1", null, null), 1);
        Fingerprint temporary = Prints.timeless(new BindingAddress(LeaseType.TA, "2001:db8::1", null, null), 1);
        table.see(lasting);

        assertThat(table.see(temporary)).isTrue();
        assertThat(table.see(temporary)).isFalse();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aDelegatedPrefixKeepsItsLength() {
        Fingerprint prefix = Prints.timeless(new BindingAddress(LeaseType.PD, "2001:db8:1::/48", 48, "a vpn"), 1);
        table.see(prefix);
        table.beginPass();

        assertThat(table.takeUnseen()).containsExactly(prefix);
    }

    @Test
    void theLastRecordReadBackCounts() {
        table.readBack(leased("192.0.2.1", 7, EXPIRY));
        table.readBack(Prints.of("192.0.2.1", BindingState.EXPIRED, 9, EXPIRY));

        assertThat(table.see(Prints.of("192.0.2.1", BindingState.EXPIRED, 9, EXPIRY)))
                .isFalse();
    }

    @Test
    void whatWasWrittenMeanwhileOutranksWhatIsReadBack() {
        BoundTable readBack = Views.table();
        readBack.readBack(leased("192.0.2.1", 7, EXPIRY));
        readBack.readBack(leased("192.0.2.2", 8, EXPIRY));
        table.see(leased("192.0.2.1", 9, EXPIRY));

        table.adopt(readBack);

        assertThat(table.see(leased("192.0.2.1", 9, EXPIRY))).isFalse();
        assertThat(table.takeUnseen()).containsExactly(leased("192.0.2.2", 8, EXPIRY));
    }
}
