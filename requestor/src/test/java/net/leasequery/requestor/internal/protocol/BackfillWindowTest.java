package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BackfillWindowTest {

    private static final String ADDRESS = "10.0.0.1";

    private final MemoryBudget tables = new MemoryBudget();
    private final BackfillWindow window = new BackfillWindow(tables.share(Long.MAX_VALUE));

    @Test
    void admitsWhatTheStreamHasNotTouched() {
        window.touch(binding("10.0.0.2", 100L, null, 100));

        assertThat(window.admits(binding(ADDRESS, 50L, null, 60))).isTrue();
    }

    @Test
    void isFullAtTheBoundAndAdmitsNothingThen() {
        BackfillWindow small = new BackfillWindow(tables.share(100_000));

        for (int i = 0; i < 1_000 && !small.isFull(); i++) {
            small.touch(binding("10.0.0." + i, 100L, null, 100));
            assertThat(tables.held()).isLessThan(120_000);
        }

        assertThat(small.isFull()).isTrue();
        assertThat(small.admits(binding(ADDRESS, 200L, null, 300))).isFalse();
        assertThat(tables.held()).isZero();
    }

    @Test
    void anAddressThatIsTouchedAgainTakesNoMoreRoom() {
        BackfillWindow small = new BackfillWindow(tables.share(20_000));

        for (int i = 0; i < 1_000; i++) {
            small.touch(binding(ADDRESS, 100L + i, null, 100 + i));
        }

        assertThat(small.isFull()).isFalse();
    }

    @Test
    void givesItsOctetsBackWhenItIsClosed() {
        for (int i = 0; i < 200; i++) {
            window.touch(binding("10.0.0." + i, 100L, null, 100));
        }
        assertThat(tables.held()).isPositive();

        window.close();

        assertThat(tables.held()).isZero();
    }

    @Test
    @Tag("R6926-7.6-1")
    @Tag("R7724-7.4-3")
    void holdsBackAReplyWithAnOlderTransaction() {
        window.touch(binding(ADDRESS, 100L, null, 101));

        assertThat(window.admits(binding(ADDRESS, 99L, null, 102))).isFalse();
    }

    @Test
    @Tag("R6926-7.6-1")
    void admitsAReplyWithALaterTransactionBuiltLater() {
        window.touch(binding(ADDRESS, 100L, null, 101));

        assertThat(window.admits(binding(ADDRESS, 102L, null, 107))).isTrue();
    }

    /** The connections of a server need not show exactly the same time. */
    @Test
    void holdsBackAReplyWhoseBaseTimeIsLaterByLessThanAStepOfTheClock() {
        window.touch(binding(ADDRESS, 100L, null, 101));

        assertThat(window.admits(binding(ADDRESS, 102L, null, 106))).isFalse();
    }

    @Test
    void holdsBackAReplyBuiltInTheSameSecond() {
        window.touch(binding(ADDRESS, 100L, null, 101));

        assertThat(window.admits(binding(ADDRESS, 101L, null, 101))).isFalse();
    }

    @Test
    @Tag("R6926-7.6-2")
    void comparesATransactionWithAStateStartIfOnlyOneHasATransaction() {
        assertThat(order(100L, null).isBetterThan(order(null, 99L))).isTrue();
        assertThat(order(100L, null).isBetterThan(order(null, 101L))).isFalse();
    }

    @Test
    @Tag("R6926-7.6-3")
    void comparesStateStartsIfNeitherHasATransaction() {
        assertThat(order(null, 101L).isBetterThan(order(null, 100L))).isTrue();
        assertThat(order(null, 100L).isBetterThan(order(null, 101L))).isFalse();
    }

    @Test
    @Tag("R6926-7.6-4")
    void prefersALocalReplyIfTimesDoNotTell() {
        BindingOrder local = new BindingOrder(new ServerTime(100), null, false);
        BindingOrder remote = new BindingOrder(new ServerTime(100), null, true);

        assertThat(local.isBetterThan(remote)).isTrue();
        assertThat(remote.isBetterThan(local)).isFalse();
    }

    /** Without base-times nothing shows which of two replies the server built later. */
    @Test
    void holdsBackALocalReplyAfterARemoteOneIfNeitherHasTimes() {
        window.touch(undated(true));

        assertThat(window.admits(undated(false))).isFalse();
    }

    /** DHCPv6 times of such a reply count from the moment at which it was read, however long it has waited. */
    @Test
    void holdsBackEveryReplyOfAMessageWithoutBaseTimeForATouchedAddress() {
        window.touch(binding(ADDRESS, 100L, null, 101));
        Binding readLate = binding(ADDRESS, 130L, null, 140);

        assertThat(window.admission(message(null, 140), ClockSkew.UNKNOWN).test(readLate))
                .isFalse();
        assertThat(window.admission(message(null, 140), ClockSkew.UNKNOWN).test(binding("10.0.0.2", 130L, null, 140)))
                .isTrue();
        assertThat(window.admission(message(140L, 140), ClockSkew.UNKNOWN).test(readLate))
                .isTrue();
    }

    /** The clock was set back after the server had built the message, and before the stream brought its first one. */
    @Test
    void holdsBackForATouchedAddressWhatWasBuiltAheadOfTheStream() {
        ClockSkew skew = ClockSkew.UNKNOWN.afterPrompt(new ServerTime(1_000), moment(9_000));
        window.touch(binding(ADDRESS, 1_000L, null, 1_000));
        Binding before = binding(ADDRESS, 8_990L, null, 9_000);

        assertThat(window.admission(message(9_000L, 9_001), skew).test(before)).isFalse();
        assertThat(window.admission(message(9_000L, 9_001), skew).test(binding("10.0.0.2", 8_990L, null, 9_000)))
                .isTrue();
        Binding after = binding(ADDRESS, 1_002L, null, 1_006);
        assertThat(window.admission(message(1_006L, 9_006), skew).test(after)).isTrue();
    }

    /** The Kafka key knows no lease type: an address that went to another client as IA_TA is the same row. */
    @Test
    void holdsBackAnOlderReplyOfAnotherLeaseTypeForTheSameAddress() {
        window.touch(binding(new BindingAddress(LeaseType.TA, "2001:db8::1", null, null), 100L, null, 101));

        assertThat(window.admits(binding(new BindingAddress(LeaseType.NA, "2001:db8::1", null, null), 50L, null, 60)))
                .isFalse();
    }

    @Test
    void aPrefixOfAnotherLengthAndAnotherVpnAreOtherBindings() {
        window.touch(binding(new BindingAddress(LeaseType.PD, "2001:db8::/48", 48, null), 100L, null, 101));

        assertThat(window.admits(binding(new BindingAddress(LeaseType.PD, "2001:db8::/56", 56, null), 50L, null, 60)))
                .isTrue();
        assertThat(window.admits(binding(new BindingAddress(LeaseType.PD, "2001:db8::/48", 48, "blue"), 50L, null, 60)))
                .isTrue();
    }

    private static SharedEvent.Bindings message(@Nullable Long baseTime, long localSecond) {
        return new SharedEvent.Bindings(1, time(baseTime), List.of(), moment(localSecond));
    }

    private static LocalMoment moment(long second) {
        return new LocalMoment(second * 1_000, second * 1_000_000_000);
    }

    private static BindingOrder order(@Nullable Long transaction, @Nullable Long stateStart) {
        return new BindingOrder(time(transaction), time(stateStart), false);
    }

    private static @Nullable ServerTime time(@Nullable Long second) {
        return second == null ? null : new ServerTime(second);
    }

    private static Binding binding(
            String address, @Nullable Long transaction, @Nullable Long stateStart, long baseTime) {
        return binding(new BindingAddress(LeaseType.V4, address, null, null), transaction, stateStart, baseTime);
    }

    private static Binding binding(
            BindingAddress address, @Nullable Long transaction, @Nullable Long stateStart, long baseTime) {
        return new Binding(
                null,
                address,
                BindingState.ACTIVE,
                Client.UNKNOWN,
                new BindingTimes(
                        new ServerTime(baseTime), time(stateStart), time(transaction), null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
    }

    private static Binding undated(boolean remote) {
        return new Binding(
                null,
                new BindingAddress(LeaseType.V4, ADDRESS, null, null),
                BindingState.ACTIVE,
                Client.UNKNOWN,
                new BindingTimes(null, null, null, null, null, null, null, false),
                null,
                remote,
                null,
                null,
                Map.of());
    }
}
