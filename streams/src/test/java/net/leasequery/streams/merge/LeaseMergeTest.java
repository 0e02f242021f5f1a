package net.leasequery.streams.merge;

import static net.leasequery.streams.merge.Views.at;
import static net.leasequery.streams.merge.Views.viewOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseMergeTest {

    private static final Group PAIR = Views.group(GroupKind.FAILOVER, "east", "west");
    private static final Group REPLICATED = Views.group(GroupKind.REPLICATED, "east", "west", "north");

    private final LeaseMerge merge = new LeaseMerge(Views.EPSILON);

    private Verdict decide(Group group, View... views) {
        return merge.decide(group, Arrays.asList(views), server -> true, at(0));
    }

    @Test
    void believesTheOnlyView() {
        View only = viewOf("west").transaction(-60).view();

        assertThat(decide(PAIR, only)).isEqualTo(new Verdict(only, Rule.ONLY_VIEW));
    }

    @ParameterizedTest
    @EnumSource(GroupKind.class)
    @Tag("R6926-7.6-1")
    @Tag("RISV-7.2.2-1")
    void believesTheNewestTransaction(GroupKind kind) {
        View older = viewOf("east").transaction(-60).view();
        View newer = viewOf("west").transaction(-50).view();

        assertThat(decide(Views.group(kind, "east", "west"), older, newer))
                .isEqualTo(new Verdict(newer, Rule.NEWEST_TRANSACTION));
    }

    @Test
    @Tag("R6926-7.6-2")
    void comparesATransactionWithTheStartOfAStateThatHasNone() {
        View transacted = viewOf("east").transaction(-60).start(-500).view();
        View started = viewOf("west").state("AVAILABLE").client(null).start(-30).view();
        View startedBefore =
                viewOf("west").state("AVAILABLE").client(null).start(-90).view();

        assertThat(decide(PAIR, transacted, started).winner()).isEqualTo(started);
        assertThat(decide(PAIR, transacted, startedBefore).winner()).isEqualTo(transacted);
    }

    @Test
    @Tag("R6926-7.6-3")
    void comparesStartsOfStatesWhereNoneHasATransaction() {
        View older = viewOf("east").start(-60).view();
        View newer = viewOf("west").state("AVAILABLE").start(-50).view();

        assertThat(decide(PAIR, older, newer)).isEqualTo(new Verdict(newer, Rule.NEWEST_TRANSACTION));
    }

    @Test
    void believesAViewWithATimeRatherThanOneWithNone() {
        View timeless = viewOf("east").view();
        View timed = viewOf("west").start(-1000).view();

        assertThat(decide(PAIR, timeless, timed).winner()).isEqualTo(timed);
    }

    @Test
    void endsALeaseOfAPairWhenOnePartnerSaysThatItRanOut() {
        View held = viewOf("west").transaction(-60).expires(3600).view();
        View ranOut = viewOf("east").state("EXPIRED").transaction(-60).start(-1).view();

        assertThat(decide(PAIR, held, ranOut)).isEqualTo(new Verdict(ranOut, Rule.END_OF_TRANSACTION));
    }

    @Test
    void endsALeaseOfAPairByAnInferredEndThatNamesNoClient() {
        View held = viewOf("west").transaction(-60).expires(3600).view();
        View gone = viewOf("east").state("UNKNOWN").inferred().transaction(-60).view();

        assertThat(decide(PAIR, held, gone)).isEqualTo(new Verdict(gone, Rule.END_OF_TRANSACTION));
    }

    @Test
    void anIncompleteViewEndsNothing() {
        View held = viewOf("west").transaction(-60).expires(3600).view();
        View gone = viewOf("east").state("UNKNOWN").inferred().transaction(-60).view();

        Verdict verdict = merge.decide(PAIR, Set.of(held, gone), "west"::equals, at(0));

        assertThat(verdict).isEqualTo(new Verdict(held, Rule.END_OF_TRANSACTION));
    }

    @Test
    void anEndOfAnotherClientsLeaseEndsNothing() {
        View held =
                viewOf("west").client("hw:1/bb").transaction(-60).remote(true).view();
        View ended = viewOf("east")
                .state("EXPIRED")
                .client("hw:1/aa")
                .transaction(-61)
                .remote(true)
                .view();

        assertThat(decide(Views.group(GroupKind.FAILOVER, "west", "east"), held, ended))
                .isEqualTo(new Verdict(held, Rule.MEMBER_ORDER));
    }

    @Test
    void anEndOfAClientsLeaseDoesNotEndAHoldThatNamesNobody() {
        View held = viewOf("west").client(null).transaction(-60).view();
        View ended = viewOf("east").state("EXPIRED").transaction(-60).view();

        assertThat(decide(Views.group(GroupKind.FAILOVER, "west", "east"), held, ended))
                .isEqualTo(new Verdict(held, Rule.MEMBER_ORDER));
    }

    @Test
    void aFreeAddressWithoutATransactionEndsNothing() {
        View held = viewOf("west").transaction(-60).view();
        View free = viewOf("east").state("AVAILABLE").client(null).start(-60).view();

        assertThat(decide(Views.group(GroupKind.FAILOVER, "west", "east"), held, free))
                .isEqualTo(new Verdict(held, Rule.MEMBER_ORDER));
    }

    @ParameterizedTest
    @EnumSource(value = GroupKind.class, names = "FAILOVER", mode = EnumSource.Mode.EXCLUDE)
    void outsideOfAPairAHoldOutlivesAnExpiryOfItsTransaction(GroupKind kind) {
        Group group = Views.group(kind, "east", "west");
        View held = viewOf("west").transaction(-60).expires(1).view();
        View ranOut = viewOf("east").state("EXPIRED").transaction(-60).start(-1).view();

        assertThat(decide(group, held, ranOut)).isEqualTo(new Verdict(held, Rule.END_OF_TRANSACTION));
        assertThat(merge.decide(group, Set.of(held, ranOut), server -> true, at(1)))
                .isEqualTo(new Verdict(ranOut, Rule.END_OF_TRANSACTION));
    }

    @ParameterizedTest
    @EnumSource(value = GroupKind.class, names = "FAILOVER", mode = EnumSource.Mode.EXCLUDE)
    void aReleaseOrAResetThatCameLaterEndsALeaseEverywhere(GroupKind kind) {
        Group group = Views.group(kind, "east", "west");
        View held = viewOf("west").transaction(-60).start(-60).expires(3600).view();

        for (String state : new String[] {"RELEASED", "RESET"}) {
            View later = viewOf("east").state(state).transaction(-60).start(-10).view();
            View before =
                    viewOf("east").state(state).transaction(-60).start(-90).view();

            assertThat(decide(group, held, later).winner()).isEqualTo(later);
            assertThat(decide(group, held, before).winner()).isEqualTo(held);
        }
    }

    @Test
    void comparesAReleaseWithTheTransactionOfAHoldThatTellsNoStart() {
        View held = viewOf("west").transaction(-60).expires(3600).view();
        View later =
                viewOf("east").state("RELEASED").transaction(-60).start(-59).view();
        View before =
                viewOf("east").state("RELEASED").transaction(-60).start(-61).view();

        assertThat(decide(REPLICATED, held, later).winner()).isEqualTo(later);
        assertThat(decide(REPLICATED, held, before).winner()).isEqualTo(held);
    }

    @Test
    @Tag("R6926-7.6-4")
    void prefersLocalOverRemote() {
        View learned = viewOf("east").transaction(-60).remote(true).expires(100).view();
        View made = viewOf("west").transaction(-61).remote(false).expires(900).view();

        assertThat(decide(PAIR, learned, made)).isEqualTo(new Verdict(made, Rule.LOCAL_OVER_REMOTE));
    }

    @Test
    void takesAServerWithoutDataSourceForNeither() {
        View unknown = viewOf("east").transaction(-60).remote(null).expires(100).view();
        View remote = viewOf("west").transaction(-60).remote(true).expires(50).view();

        assertThat(decide(PAIR, unknown, remote)).isEqualTo(new Verdict(remote, Rule.EXPIRY));
    }

    @Test
    void keepsAServerWithoutDataSourceBesideTheOneThatMadeTheChange() {
        View made = viewOf("east").transaction(-60).remote(false).expires(50).view();
        View unknown =
                viewOf("west").transaction(-60).remote(null).expires(7200).view();
        View learned =
                viewOf("north").transaction(-60).remote(true).expires(9999).view();

        assertThat(decide(REPLICATED, made, unknown, learned)).isEqualTo(new Verdict(unknown, Rule.EXPIRY));
    }

    @Test
    void takesTheShorterLeaseOfAPairBecauseTheLongerIsThePartnerLifetime() {
        View partner =
                viewOf("east").transaction(-60).remote(null).expires(7200).view();
        View client = viewOf("west").transaction(-60).remote(null).expires(3600).view();

        assertThat(decide(PAIR, partner, client)).isEqualTo(new Verdict(client, Rule.EXPIRY));
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLICATED", "INTERSERVER"})
    @Tag("RISV-7.2.2-1")
    void takesTheLongerLeaseOfAGroupBecauseItCannotBeKnownWhichAckTheClientTook(GroupKind kind) {
        View longer = viewOf("west").transaction(-60).expires(7200).view();
        View shorter = viewOf("east").transaction(-60).expires(3600).view();
        View endless = viewOf("north").transaction(-60).infinite().view();
        Group group = Views.group(kind, "east", "west", "north");

        assertThat(decide(group, longer, shorter)).isEqualTo(new Verdict(longer, Rule.EXPIRY));
        assertThat(decide(group, longer, shorter, endless)).isEqualTo(new Verdict(endless, Rule.EXPIRY));
    }

    /** Otherwise the last milliseconds of two clocks would choose, anew with each renewal. */
    @ParameterizedTest
    @EnumSource(names = {"FAILOVER", "REPLICATED", "INTERSERVER"})
    void takesEndsWithinEpsilonForOne(GroupKind kind) {
        View east = viewOf("east").transaction(-60).remote(null).expires(3600).view();
        View west = viewOf("west").transaction(-60).remote(null).expires(3601).view();
        View before = viewOf("west").transaction(-60).remote(null).expires(3599).view();
        Group group = Views.group(kind, "east", "west");

        assertThat(decide(group, west, east)).isEqualTo(new Verdict(east, Rule.MEMBER_ORDER));
        assertThat(decide(group, before, east)).isEqualTo(new Verdict(east, Rule.MEMBER_ORDER));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILOVER", "REPLICATED"})
    void prefersALeaseWhoseEndIsKnown(GroupKind kind) {
        View unreported = viewOf("east").transaction(-60).view();
        View reported = viewOf("west").transaction(-60).expires(10).view();

        assertThat(decide(Views.group(kind, "east", "west"), unreported, reported))
                .isEqualTo(new Verdict(reported, Rule.EXPIRY));
    }

    @Test
    void comparesNoExpiryOfAFreeAddress() {
        View free = viewOf("east").state("AVAILABLE").client(null).start(-60).view();
        View held = viewOf("west").client(null).transaction(-60).expires(3600).view();

        assertThat(decide(REPLICATED, free, held)).isEqualTo(new Verdict(free, Rule.MEMBER_ORDER));
    }

    @Test
    void comparesNoExpiriesOfServersThatShareNothing() {
        View east = viewOf("east").transaction(-60).expires(10).view();
        View west = viewOf("west").transaction(-60).expires(3600).view();

        assertThat(decide(Views.group(GroupKind.INDEPENDENT, "east", "west"), west, east))
                .isEqualTo(new Verdict(east, Rule.MEMBER_ORDER));
    }

    @Test
    void comparesNoExpiriesOfDifferentClients() {
        View east =
                viewOf("east").client("hw:1/aa").transaction(-60).expires(10).view();
        View west =
                viewOf("west").client("hw:1/bb").transaction(-60).expires(3600).view();

        assertThat(decide(REPLICATED, west, east)).isEqualTo(new Verdict(east, Rule.MEMBER_ORDER));
    }

    @Test
    void leavesTheRestToTheOrderOfTheMembers() {
        View east = viewOf("east").transaction(-60).expires(10).view();
        View west = viewOf("west").transaction(-60).expires(10).view();

        assertThat(decide(PAIR, west, east)).isEqualTo(new Verdict(east, Rule.MEMBER_ORDER));
        assertThat(decide(Views.group(GroupKind.FAILOVER, "west", "east"), west, east)
                        .winner())
                .isEqualTo(west);
    }

    @Test
    void measuresEpsilonFromTheNewestOfAllAndNotFromTheNext() {
        View first = viewOf("east").client("hw:1/aa").transaction(0).view();
        View second = viewOf("west").client("hw:1/bb").transaction(2).view();
        View third = viewOf("north").client("hw:1/cc").transaction(4).view();

        // east is within epsilon of west and before it in the order, but not of the newest.
        assertThat(decide(REPLICATED, first, second, third)).isEqualTo(new Verdict(second, Rule.MEMBER_ORDER));
    }
}
