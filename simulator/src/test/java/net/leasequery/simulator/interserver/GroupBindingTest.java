package net.leasequery.simulator.interserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.RequestKind;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of two bindings is the most recent, and which states follow which. */
class GroupBindingTest {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EPSILON = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final GroupBinding NEVER = GroupBinding.never(LeaseAddress.parse("10.0.0.1"), T);

    @Test
    @Tag("RISV-7.2.2-1")
    void theLaterTransactionWins() {
        GroupBinding old = bound(RequestKind.SELECTING, "a", T, HOUR.multipliedBy(2));
        GroupBinding late = bound(RequestKind.RENEWING, "b", T.plusSeconds(3), HOUR);
        assertThat(late.isMoreRecentThan(old, "b", EPSILON)).isTrue();
        assertThat(old.isMoreRecentThan(late, "a", EPSILON)).isFalse();
        assertThat(old.isMoreRecentThan(NEVER, "a", EPSILON)).isTrue();
        assertThat(NEVER.isMoreRecentThan(old, "a", EPSILON)).isFalse();
    }

    @Test
    @Tag("RISV-7.2.2-1")
    void withinEpsilonTheServerThatMadeBothWins() {
        GroupBinding first = bound(RequestKind.SELECTING, "a", T, HOUR.multipliedBy(2));
        GroupBinding second = bound(RequestKind.RENEWING, "a", T.plusSeconds(1), HOUR);
        assertThat(second.isMoreRecentThan(first, "a", EPSILON)).isTrue();
        assertThat(second.isMoreRecentThan(first, "b", EPSILON)).isFalse(); // b only repeats: precedence decides
    }

    @Test
    @Tag("RISV-7.2.2-1")
    void withinEpsilonTheLongerLeaseOfTheSameTransactionWins() {
        GroupBinding shorter = bound(RequestKind.REBINDING, "a", T.plusSeconds(1), HOUR);
        GroupBinding longer = bound(RequestKind.REBINDING, "b", T, HOUR.multipliedBy(2));
        assertThat(longer.isMoreRecentThan(shorter, "b", EPSILON)).isTrue();
        assertThat(shorter.isMoreRecentThan(longer, "a", EPSILON)).isFalse();
    }

    @Test
    @Tag("RISV-7.2.2-1")
    void withinEpsilonTheTransactionThatIsListedFirstWins() {
        LastTransaction[] order = LastTransaction.values();
        assertThat(order)
                .containsExactly(
                        LastTransaction.SELECTING,
                        LastTransaction.REBINDING,
                        LastTransaction.INIT_REBOOT,
                        LastTransaction.RENEWING,
                        LastTransaction.RELEASE,
                        LastTransaction.EXPIRATION);
        GroupBinding rebinding = bound(RequestKind.REBINDING, "a", T.plusSeconds(1), HOUR);
        GroupBinding selecting = bound(RequestKind.SELECTING, "b", T, HOUR);
        assertThat(selecting.isMoreRecentThan(rebinding, "b", EPSILON)).isTrue();
        assertThat(rebinding.isMoreRecentThan(selecting, "a", EPSILON)).isFalse();
    }

    /** The server of the transaction is no exception: its word is as old as that of the others. */
    @Test
    void aLeaseThatHasRunOutDoesNotComeBackByTheWordOfAServerThatHasNotNoticed() {
        GroupBinding leased = bound(RequestKind.SELECTING, "a", T, HOUR);
        GroupBinding expired = leased.expired(T.plusSeconds(3605));
        assertThat(leased.isMoreRecentThan(expired, "a", EPSILON)).isFalse();
        assertThat(leased.isMoreRecentThan(expired, "b", EPSILON)).isFalse();
        GroupBinding longer = bound(RequestKind.SELECTING, "b", T, HOUR.multipliedBy(2));
        assertThat(longer.isMoreRecentThan(expired, "b", EPSILON)).isTrue();
    }

    @Test
    void anExpirationDoesNotBeatARenewalThatAnotherServerMadeBefore() {
        GroupBinding leased = bound(RequestKind.SELECTING, "a", T, HOUR);
        GroupBinding renewed = bound(RequestKind.RENEWING, "b", T.plusSeconds(1800), HOUR);
        GroupBinding expired = leased.expired(T.plusSeconds(3605));
        assertThat(expired.isMoreRecentThan(renewed, "a", EPSILON)).isFalse();
        assertThat(renewed.isMoreRecentThan(expired, "b", EPSILON)).isTrue();
    }

    @Test
    @Tag("RISV-3.3.2-1")
    void anAddressGoesFromStateToStateAsTheDraftSays() {
        assertThat(AddressState.values())
                .containsExactly(
                        AddressState.UNBINDABLE, AddressState.BINDABLE, AddressState.BOUND, AddressState.EXPIRED);
        assertThat(AddressState.UNBINDABLE.mayBecome(AddressState.EXPIRED)).isFalse();
        assertThat(AddressState.BINDABLE.mayBecome(AddressState.EXPIRED)).isFalse();
        assertThat(AddressState.BOUND.mayBecome(AddressState.BINDABLE)).isFalse();
        assertThat(AddressState.EXPIRED.mayBecome(AddressState.BINDABLE)).isFalse();
        assertThat(AddressState.UNBINDABLE.mayBecome(AddressState.BINDABLE)).isTrue();
        assertThat(AddressState.BINDABLE.mayBecome(AddressState.BOUND)).isTrue();
        assertThat(AddressState.BINDABLE.mayBecome(AddressState.UNBINDABLE)).isTrue();
        assertThat(AddressState.BOUND.mayBecome(AddressState.UNBINDABLE)).isTrue();
        assertThat(AddressState.BOUND.mayBecome(AddressState.EXPIRED)).isTrue();
        assertThat(AddressState.EXPIRED.mayBecome(AddressState.UNBINDABLE)).isTrue();
        assertThat(AddressState.EXPIRED.mayBecome(AddressState.BOUND)).isTrue();
    }

    @Test
    void aGenerationComesAfterTheLastOneAgainAtOne() {
        GroupSpecifier last = new GroupSpecifier(1, 0xffff_ffffL, List.of("a", "b"));
        GroupSpecifier next = last.next(List.of("a", "b", "c"));
        assertThat(next.sequence()).isEqualTo(1);
        assertThat(next.isLaterThan(last)).isTrue();
        assertThat(last.isLaterThan(next)).isFalse();
    }

    private static GroupBinding bound(RequestKind kind, String server, Instant when, Duration lease) {
        ClientRequest request = new ClientRequest(
                kind, Client.ethernet("02:00:00:00:00:01"), null, "link-1", LeaseType.V4, NEVER.address(), null);
        return NEVER.bound(request, server, when, lease);
    }
}
