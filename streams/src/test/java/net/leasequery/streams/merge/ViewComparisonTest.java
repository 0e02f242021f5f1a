package net.leasequery.streams.merge;

import static net.leasequery.streams.merge.Difference.Kind.EXPIRY;
import static net.leasequery.streams.merge.Difference.Kind.HELD_TWICE;
import static net.leasequery.streams.merge.Difference.Kind.NOT_REPLICATED;
import static net.leasequery.streams.merge.Difference.Kind.STATE;
import static net.leasequery.streams.merge.Views.at;
import static net.leasequery.streams.merge.Views.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ViewComparisonTest {

    private static final Group PAIR = Views.group(GroupKind.FAILOVER, "east", "west");
    private static final Group REPLICATED = Views.group(GroupKind.REPLICATED, "east", "west");
    private static final Group INDEPENDENT = Views.group(GroupKind.INDEPENDENT, "east", "west");

    private final LeaseMerge merge = new LeaseMerge(Views.EPSILON);
    private final ViewComparison comparison = new ViewComparison(Views.EPSILON, Views.TOLERANCE);

    private List<Difference> differences(Group group, Set<String> complete, View... views) {
        Map<String, View> byServer = Views.byServer(views);
        View winner = merge.decide(group, byServer.values(), complete::contains, at(0))
                .winner();
        return comparison.differences(group, byServer, winner, complete::contains, at(0));
    }

    private List<Difference> differences(Group group, View... views) {
        return differences(group, Set.of("east", "west"), views);
    }

    @Test
    void findsNothingWhereBothSayTheSame() {
        assertThat(differences(
                        PAIR,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-60).expires(60).remote(true).view()))
                .isEmpty();
    }

    /** A binding may lack all times. */
    @Test
    void findsNothingWhereBothSayTheSameWithoutTimes() {
        assertThat(differences(REPLICATED, viewOf("east").view(), viewOf("west").view()))
                .isEmpty();
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").view()))
                .extracting(Difference::kind)
                .containsExactly(NOT_REPLICATED);
    }

    @Test
    @Tag("RISV-10-1")
    void findsAnAddressHeldByTwoClients() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east")
                                .client("hw:1/aa")
                                .transaction(-60)
                                .expires(60)
                                .view(),
                        viewOf("west")
                                .client("hw:1/bb")
                                .transaction(-70)
                                .expires(60)
                                .view()))
                .containsExactly(new Difference(HELD_TWICE, List.of("east", "west")));
    }

    @Test
    void accusesNobodyOfALeaseThatNamesNoClient() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").client(null).transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-60).expires(60).view()))
                .extracting(Difference::kind)
                .doesNotContain(HELD_TWICE);
    }

    @Test
    void findsThemInIndependentServersToo() {
        assertThat(differences(
                        INDEPENDENT,
                        viewOf("east")
                                .client("hw:1/aa")
                                .transaction(-60)
                                .expires(60)
                                .view(),
                        viewOf("west")
                                .client("hw:1/bb")
                                .transaction(-60)
                                .expires(60)
                                .view()))
                .containsExactly(new Difference(HELD_TWICE, List.of("east", "west")));
    }

    @Test
    void takesALeaseThatRanOutForNoHold() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east")
                                .client("hw:1/aa")
                                .transaction(-60)
                                .expires(60)
                                .view(),
                        viewOf("west")
                                .client("hw:1/bb")
                                .transaction(-7000)
                                .expires(0)
                                .view()))
                .extracting(Difference::kind)
                .doesNotContain(HELD_TWICE);
    }

    @Test
    void believesNoIncompleteView() {
        assertThat(differences(
                        REPLICATED,
                        Set.of("east"),
                        viewOf("east")
                                .client("hw:1/aa")
                                .transaction(-60)
                                .expires(60)
                                .view(),
                        viewOf("west")
                                .client("hw:1/bb")
                                .transaction(-60)
                                .expires(60)
                                .view()))
                .isEmpty();
    }

    @Test
    void accusesNobodyByTheWordOfAnIncompleteView() {
        assertThat(differences(
                        REPLICATED,
                        Set.of("east"),
                        viewOf("east").transaction(-600).expires(60).view(),
                        viewOf("west").transaction(-60).expires(60).view()))
                .isEmpty();
    }

    @Test
    void takesTransactionsWithinEpsilonForOne() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-62).expires(60).view()))
                .isEmpty();
    }

    @Test
    void takesALeaseThatRanOutForNoneWhereTheOtherServerEndedALaterOne() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east")
                                .state("RELEASED")
                                .transaction(-30)
                                .start(-30)
                                .view(),
                        viewOf("west").transaction(-60).expires(0).view()))
                .isEmpty();
    }

    @Test
    @Tag("RISV-10-1")
    void findsABindingThatAMemberDoesNotKnow() {
        assertThat(differences(
                        REPLICATED, viewOf("east").transaction(-60).expires(60).view()))
                .containsExactly(new Difference(NOT_REPLICATED, List.of("east", "west")));
    }

    @Test
    void findsARenewalThatAMemberDoesNotKnow() {
        assertThat(differences(
                        PAIR,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-600).expires(30).view()))
                .containsExactly(new Difference(NOT_REPLICATED, List.of("east", "west")));
    }

    @Test
    void expectsNothingOfServersThatShareNothing() {
        assertThat(differences(
                        INDEPENDENT, viewOf("east").transaction(-60).expires(60).view()))
                .isEmpty();
    }

    @Test
    void findsAnAddressThatIsHeldHereAndNotThere() {
        List<Difference> state = List.of(new Difference(STATE, List.of("east", "west")));

        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west")
                                .state("AVAILABLE")
                                .client(null)
                                .start(-900)
                                .view()))
                .isEqualTo(state);
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west")
                                .state("RELEASED")
                                .transaction(-30)
                                .start(-30)
                                .view()))
                .isEqualTo(state);
    }

    @Test
    void takesAvailableHereAndRemoteThereForTheSame() {
        assertThat(differences(
                        PAIR,
                        viewOf("east")
                                .state("AVAILABLE")
                                .client(null)
                                .start(-60)
                                .view(),
                        viewOf("west").state("REMOTE").client(null).start(-900).view()))
                .isEmpty();
    }

    @Test
    void takesNoPartnerLifetimeForAHold() {
        View ranOut =
                viewOf("east").state("EXPIRED").transaction(-3600).start(-1).view();
        View partner =
                viewOf("west").transaction(-3600).expires(3600).remote(true).view();

        assertThat(differences(PAIR, ranOut, partner)).isEmpty();
        assertThat(differences(REPLICATED, ranOut, partner))
                .containsExactly(new Difference(STATE, List.of("east", "west")));
    }

    @Test
    void takesNoPartnerLifetimeForAHoldWhereTheLeaseIsGoneFromTheAnswer() {
        View gone =
                viewOf("east").state("UNKNOWN").inferred().transaction(-3600).view();
        View partner =
                viewOf("west").transaction(-3600).expires(3600).remote(true).view();

        assertThat(differences(PAIR, gone, partner)).isEmpty();
    }

    @Test
    void findsAReleaseThatThePartnerHasNotHeardOf() {
        View released =
                viewOf("east").state("RELEASED").transaction(-60).start(-1).view();
        View held = viewOf("west").transaction(-60).expires(3600).remote(true).view();

        assertThat(differences(PAIR, released, held)).containsExactly(new Difference(STATE, List.of("east", "west")));
    }

    @Test
    void takesAHoldOfAnEarlierTransactionForNoPartnerLifetime() {
        View ranOut = viewOf("east").state("EXPIRED").transaction(-60).start(-1).view();
        View earlier =
                viewOf("west").transaction(-3600).expires(3600).remote(true).view();

        assertThat(differences(PAIR, ranOut, earlier)).containsExactly(new Difference(STATE, List.of("east", "west")));
    }

    @Test
    void comparesNoEndThatIsNotReported() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-60).view()))
                .isEmpty();
    }

    @Test
    void comparesNoEndsOfDifferentTransactions() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(3600).view(),
                        viewOf("west").transaction(-63).expires(60).view()))
                .containsExactly(new Difference(NOT_REPLICATED, List.of("east", "west")));
    }

    @Test
    @Tag("RISV-10-1")
    void findsTwoEndsOfOneTransaction() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-61).expires(66).view()))
                .containsExactly(new Difference(EXPIRY, List.of("east", "west")));
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(60).view(),
                        viewOf("west").transaction(-61).expires(65).view()))
                .isEmpty();
    }

    @Test
    void takesALeadOfAPartnerForItsLifetimeAndALagForAFaultOnlyBeyondTheMclt() {
        View made = viewOf("east").transaction(-60).expires(7200).view();

        assertThat(differences(
                        PAIR,
                        made,
                        viewOf("west")
                                .transaction(-60)
                                .expires(99_999)
                                .remote(true)
                                .view()))
                .isEmpty();
        assertThat(differences(
                        PAIR,
                        made,
                        viewOf("west")
                                .transaction(-60)
                                .expires(3_600)
                                .remote(true)
                                .view()))
                .isEmpty();
        assertThat(differences(
                        PAIR,
                        made,
                        viewOf("west")
                                .transaction(-60)
                                .expires(3_594)
                                .remote(true)
                                .view()))
                .containsExactly(new Difference(EXPIRY, List.of("east", "west")));
    }

    @Test
    void tellsNoLagWhereBothSayThatTheyMadeTheTransaction() {
        assertThat(differences(
                        PAIR,
                        viewOf("east").transaction(-60).expires(7200).view(),
                        viewOf("west").transaction(-60).expires(3_594).view()))
                .isEmpty();
    }

    @Test
    void expectsNothingOfOthersWhereTheBelievedLeaseHasRunOut() {
        assertThat(differences(
                        REPLICATED,
                        viewOf("east").transaction(-60).expires(0).view(),
                        viewOf("west").transaction(-600).expires(3600).view()))
                .isEmpty();
    }

    @Test
    void tellsHowFarTheyAgree() {
        List<Difference> twice = List.of(new Difference(HELD_TWICE, List.of("east", "west")));
        List<Difference> unknown = List.of(new Difference(NOT_REPLICATED, List.of("east", "west")));

        assertThat(ViewComparison.agreement(PAIR, List.of(), server -> true, false))
                .isEqualTo(Agreement.AGREED);
        assertThat(ViewComparison.agreement(PAIR, unknown, server -> true, false))
                .isEqualTo(Agreement.REPLICATING);
        assertThat(ViewComparison.agreement(PAIR, unknown, server -> true, true))
                .isEqualTo(Agreement.DISAGREED);
        assertThat(ViewComparison.agreement(PAIR, twice, server -> true, false)).isEqualTo(Agreement.CONFLICT);
        assertThat(ViewComparison.agreement(PAIR, List.of(), "east"::equals, true))
                .isEqualTo(Agreement.STALE);
        assertThat(ViewComparison.agreement(Group.ofOne("east", "east"), List.of(), server -> true, false))
                .isEqualTo(Agreement.ALONE);
    }
}
