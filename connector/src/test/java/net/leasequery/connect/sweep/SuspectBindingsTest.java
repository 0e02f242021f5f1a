package net.leasequery.connect.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Details;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Prints;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.TableBound;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a DHCPv6 server may have ended without saying so is asked for, and ends only if the answer lacks it. */
@Tag("trap-24")
@Tag("trap-25")
class SuspectBindingsTest {

    private static final long NOW = 1_800_000_000;
    private static final Gap GAP = new Gap(Samples.second(NOW - 100), Samples.second(NOW - 50));
    private static final String FIRST_RELAY = "2001:db8:0:1::1";
    private static final String SECOND_RELAY = "2001:db8:0:1::2";
    private static final String OTHER_LINK = "2001:db8:0:2::1";
    private static final long CLIENT = 77;

    private static final Fingerprint SECOND = lease("2001:db8:0:1::5", CLIENT, Details.link(SECOND_RELAY));
    private static final Fingerprint DIRECT = lease("2001:db8:0:1::6", 78, Details.NO_RELAY);
    private static final Fingerprint PREFIX = lease("2001:db8:8000::/52", 79, Details.link(SECOND_RELAY));
    private static final Fingerprint ELSEWHERE = lease("2001:db8:0:2::5", 80, Details.link(OTHER_LINK));

    private long nanos;
    private final KafkaView view = Views.ofThisRun();
    private final StreamSweep sweep = sweep(new AddressQuestions(true, null));

    @Test
    void aRelayAgentOfALinkThatWasAnsweredPutsWhatItLacksInDoubt() {
        offer(Origin.LIVE, SECOND, DIRECT, PREFIX, ELSEWHERE);

        assertThat(linkAnswered(FIRST_RELAY, SECOND_RELAY)).isEmpty();

        assertThat(asked())
                .extracting(BulkQuery::toString)
                .containsExactlyInAnyOrder(
                        "address:2001:db8:0:1::5", "address:2001:db8:0:1::6", "address:2001:db8:8000::");
    }

    @Test
    void whatTheAnswerToTheQuestionLacksHasEnded() {
        offer(Origin.LIVE, SECOND, DIRECT);
        linkAnswered(FIRST_RELAY, SECOND_RELAY);
        Question question = question();

        offer(Origin.GAP_FILL, DIRECT);

        assertThat(report(answered(question)))
                .containsExactly(
                        new Ending(SECOND, BindingState.UNKNOWN, Origin.GAP_FILL, question.id(), Samples.second(NOW)));
        assertThat(sweep.doubted()).isZero();
    }

    @Test
    void anAnswerForNoLinkPutsNothingInDoubt() {
        StreamSweep byRelayId = new StreamSweep(
                view,
                Coverage.of(List.of(new BulkQuery.ByRelayId(Octets.of(1, 2))), null),
                new WholeLoad(false),
                new AddressQuestions(true, null),
                null,
                () -> nanos);
        byRelayId.offer(SECOND, Origin.LIVE);
        byRelayId.offer(DIRECT, Origin.LIVE);
        byRelayId.endingsAt(notice(new Notice.DataMissing(GAP), GAP));
        byRelayId.endingsAt(notice(new Notice.GapFilled(GAP, "fill", 1, true), null));

        assertThat(byRelayId.doubted()).isZero();
    }

    /** What the header of its record says of the queries is older than they are. */
    @Test
    void aBindingBehindALinkThatAQueryNamesIsInDoubtIfTheAnswerIsEmpty() {
        StreamSweep byLink = new StreamSweep(
                view,
                Coverage.of(List.of(BulkQuery.ByLinkAddress.of(OTHER_LINK)), null),
                new WholeLoad(false),
                new AddressQuestions(true, null),
                null,
                () -> nanos);
        byLink.offer(SECOND, Origin.LIVE);
        byLink.offer(ELSEWHERE, Origin.LIVE);
        byLink.endingsAt(notice(new Notice.DataMissing(GAP), GAP));
        byLink.endingsAt(notice(new Notice.GapFilled(GAP, "fill", 0, true), null));

        assertThat(byLink.doubted()).isEqualTo(1);
    }

    @Test
    void afterAnotherServerAllThatTheAnswerLacksIsInDoubt() {
        StreamSweep byRelayId = new StreamSweep(
                view,
                Coverage.of(List.of(new BulkQuery.ByRelayId(Octets.of(1, 2))), null),
                new WholeLoad(false),
                new AddressQuestions(true, null),
                null,
                () -> nanos);
        byRelayId.offer(SECOND, Origin.LIVE);
        byRelayId.offer(DIRECT, Origin.LIVE);
        byRelayId.endingsAt(notice(
                new Notice.ServerChanged(
                        new ServerIdentity(List.of("0001")), new ServerIdentity(List.of("0002")), null),
                Gap.SNAPSHOT));
        byRelayId.endingsAt(notice(new Notice.SnapshotStarted("snap"), Gap.SNAPSHOT));
        byRelayId.offer(DIRECT, Origin.LIVE);
        byRelayId.endingsAt(notice(new Notice.SnapshotCompleted("snap", 0), null));

        assertThat(byRelayId.doubted()).isEqualTo(1);

        byRelayId.endingsAt(notice(new Notice.DataMissing(GAP), GAP));
        byRelayId.endingsAt(notice(new Notice.GapFilled(GAP, "fill", 1, true), null));

        assertThat(byRelayId.doubted()).as("doubts of later answers").isEqualTo(1);
    }

    @Test
    void whatTheStreamReportedMeanwhileHasNotEnded() {
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);
        Question question = question();

        offer(Origin.LIVE, SECOND);

        assertThat(report(answered(question))).isEmpty();
    }

    @Test
    void anAnswerToAnEarlierQuestionDoesNotSettleALaterDoubt() {
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);
        Question question = question();
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);

        assertThat(report(answered(question))).isEmpty();
        assertThat(sweep.doubted()).isEqualTo(1);
    }

    @Test
    void aQueryThatWasRefusedEndsNothing() {
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);
        Question question = question();

        assertThat(report(new Notice.QuestionAnswered(question.id(), List.of(0), null)))
                .isEmpty();
        assertThat(sweep.leftToExpiry()).isEqualTo(1);
        assertThat(sweep.doubted()).isZero();
    }

    @Test
    void whileAnAnswerForALinkLeavesDoubtsASnapshotIsOwedAfterARestart() {
        offer(Origin.LIVE, SECOND);
        assertThat(sweep.isOwed(false)).isFalse();

        linkAnswered(SECOND_RELAY);
        assertThat(sweep.isOwed(false)).isTrue();

        List<Ending> ended = report(answered(question()));
        assertThat(sweep.isOwed(false)).isTrue();
        Prints.acknowledged(sweep, ended);
        assertThat(sweep.isOwed(false)).isFalse();
    }

    @Test
    void aQuestionThatFailedIsAskedAgainLaterAndNotForEver() {
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);
        for (int failures = 1; failures < Suspects.MOST_FAILURES; failures++) {
            report(new Notice.QuestionFailed(question().id(), true, "cut"));
            assertThat(sweep.question(Instant.EPOCH)).isNull();
            nanos += Duration.ofSeconds(5L << failures).toNanos();
        }
        report(new Notice.QuestionFailed(question().id(), true, "cut"));

        assertThat(sweep.doubted()).isZero();
        assertThat(sweep.leftToExpiry()).isEqualTo(1);
        assertThat(sweep.isOwed(false)).isFalse();
    }

    @Test
    void aQuestionThatWasNotSentIsNoFailure() {
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);
        for (int i = 0; i < 100; i++) {
            report(new Notice.QuestionFailed(question().id(), false, "a gap has to be filled first"));
            nanos += Duration.ofSeconds(1).toNanos();
        }

        assertThat(sweep.doubted()).isEqualTo(1);
    }

    @Test
    void aBindingThatIsLeftOutOfTheNextMessageOfItsClientIsInDoubt() {
        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        Fingerprint other = lease("2001:db8::8", 78, Details.NO_RELAY);
        offer(Origin.LIVE, SECOND, left, other);
        assertThat(sweep.doubted()).isZero();

        offer(Origin.LIVE, SECOND, other);

        assertThat(sweep.doubted()).isEqualTo(1);
        assertThat(sweep.question(Instant.EPOCH)).isNull();
        nanos += Suspects.GRACE.toNanos();
        assertThat(asked()).extracting(BulkQuery::toString).containsExactly("address:2001:db8::7");
    }

    @Test
    void aServerThatTellsEachLeaseInAMessageOfItsOwnIsNotAsked() {
        Fingerprint next = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        offer(Origin.LIVE, SECOND, next);
        endOfBatch(NOW);

        offer(Origin.LIVE, SECOND);
        endOfBatch(NOW + 1);
        offer(Origin.LIVE, next);
        endOfBatch(NOW + 1);
        offer(Origin.LIVE, SECOND, next);
        endOfBatch(NOW + 2);
        nanos += Suspects.GRACE.toNanos();

        assertThat(sweep.question(Instant.EPOCH)).isNull();
    }

    @Test
    void aMessageThatTellsAnEndPutsNothingElseInDoubt() {
        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        offer(Origin.LIVE, SECOND, left);
        endOfBatch(NOW);

        offer(
                Origin.LIVE,
                new Fingerprint(left.address(), BindingState.UNKNOWN, 1, null, null, null, false, left.details()));
        endOfBatch(NOW);

        assertThat(sweep.doubted()).isZero();
    }

    @Test
    void whatABulkAnswerLeavesOutIsNotInDoubt() {
        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        offer(Origin.LIVE, SECOND, left);
        endOfBatch(NOW);

        offer(Origin.GAP_FILL, SECOND);
        endOfBatch(NOW);

        assertThat(sweep.doubted()).isZero();
    }

    @Test
    void theStoredPositionStaysWhereTheDoubtAroseUntilItIsSettled() {
        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        offer(Origin.LIVE, SECOND, left);
        endOfBatch(NOW);
        offer(Origin.LIVE, SECOND);
        endOfBatch(NOW + 1);

        ResumePosition held =
                Objects.requireNonNull(sweep.storable(state(NOW + 50, null)).position());
        assertThat(held).isEqualTo(new ResumePosition(Samples.second(NOW + 50), 50, 0L));

        nanos += Suspects.GRACE.toNanos();
        assertThat(report(answered(question()))).hasSize(1);
        assertThat(sweep.storable(state(NOW + 50, null))).isEqualTo(state(NOW + 50, null));
    }

    /** After a restart the server tells again what raised the doubt, and the topic may be read back only later. */
    @Test
    void whatIsReadBackOfAClientThatTheStreamReportedBeforeIsInDoubt() {
        KafkaView late = Views.toBeReadBack();
        StreamSweep early = sweep(late);
        early.expiredBy(state(NOW, null));
        early.offer(SECOND, Origin.CATCH_UP);
        early.expiredBy(state(NOW + 1, null));
        assertThat(position(early.storable(state(NOW + 50, null))))
                .isEqualTo(new ResumePosition(Samples.second(NOW + 50), 50, 0L));

        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        BoundTable readBack = Views.table();
        List.of(SECOND, left, DIRECT).forEach(readBack::readBack);
        late.adopt(readBack);
        nanos += Suspects.GRACE.toNanos();
        early.question(Instant.EPOCH);
        nanos += Suspects.GRACE.toNanos();
        Question question = Objects.requireNonNull(early.question(Instant.EPOCH));

        assertThat(question.queries()).extracting(BulkQuery::toString).containsExactly("address:2001:db8::7");
        assertThat(position(early.storable(state(NOW + 50, null))))
                .isEqualTo(new ResumePosition(Samples.second(NOW + 50), 50, 0L));
        assertThat(early.endingsAt(notice(answered(question), null)))
                .extracting(Ending::last)
                .containsExactly(left);
        assertThat(early.storable(state(NOW + 50, null))).isEqualTo(state(NOW + 50, null));
    }

    @Test
    void moreClientsThanCanBeRememberedBeforeTheReadBackOweASnapshot() {
        StreamSweep early = sweep(Views.toBeReadBack());
        for (int i = 0; i <= EarlyClients.MOST_CLIENTS; i++) {
            assertThat(early.isOwed(false)).isFalse();
            early.offer(lease("2001:db8::" + Integer.toHexString(i + 1), 1_000 + i, Details.NO_RELAY), Origin.CATCH_UP);
        }
        early.expiredBy(state(NOW + 1, null));

        assertThat(early.isOwed(false)).isTrue();
    }

    /** Other tasks may have the room, although the table of this one fits. */
    @Test
    void aDoubtWithoutRoomIsLeftToTheNextStart() {
        MemoryBudget all = new MemoryBudget();
        TableBound tight = TableBound.of(all, 100_000);
        StreamSweep sweepWithoutRoom = sweep(Views.ofThisRun(tight));
        sweepWithoutRoom.offer(SECOND, Origin.LIVE);
        MemoryBudget.Share others = all.share(100_000);
        others.set(100_000);

        sweepWithoutRoom.endingsAt(notice(new Notice.DataMissing(GAP), GAP));
        sweepWithoutRoom.endingsAt(
                notice(new Notice.GapFilled(GAP, "fill", 0, true, Set.of(FIRST_RELAY, SECOND_RELAY)), null));

        assertThat(sweepWithoutRoom.question(Instant.EPOCH)).isNull();
        assertThat(sweepWithoutRoom.leftToExpiry()).isEqualTo(1);
        assertThat(tight.isFull()).isFalse();
        assertThat(sweepWithoutRoom.isOwed(false))
                .as("a snapshot after a restart")
                .isTrue();
    }

    @Test
    void whenTheTableIsGivenUpDoubtsAreLeftToExpiryAndHoldNoPosition() {
        TableBound small = TableBound.of(new MemoryBudget(), 100_000);
        StreamSweep full = sweep(Views.ofThisRun(small));
        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        full.offer(SECOND, Origin.LIVE);
        full.offer(left, Origin.LIVE);
        full.expiredBy(state(NOW, null));
        full.offer(SECOND, Origin.LIVE);
        full.expiredBy(state(NOW + 1, null));
        assertThat(full.doubted()).isEqualTo(1);

        for (int i = 0; !small.isFull(); i++) {
            full.offer(lease("2001:db8:1::" + Integer.toHexString(i + 1), 1_000 + i, Details.NO_RELAY), Origin.LIVE);
        }
        nanos += Suspects.GRACE.toNanos();

        assertThat(full.question(Instant.EPOCH)).isNull();
        assertThat(full.doubted()).isZero();
        assertThat(full.leftToExpiry()).isEqualTo(1);
        assertThat(full.storable(state(NOW + 50, null))).isEqualTo(state(NOW + 50, null));
        assertThat(full.isOwed(false)).as("a snapshot after a restart").isTrue();
    }

    private StreamSweep sweep(KafkaView of) {
        return new StreamSweep(
                of,
                Coverage.of(List.of(), null),
                new WholeLoad(false),
                new AddressQuestions(true, null),
                null,
                () -> nanos);
    }

    private static ResumePosition position(ResumeState of) {
        return Objects.requireNonNull(of.position());
    }

    @Test
    void withoutBulkLeasequeryDoubtsAreLeftToExpiry() {
        StreamSweep never = sweep(new AddressQuestions(false, null));
        Fingerprint left = lease("2001:db8::7", CLIENT, Details.NO_RELAY);
        never.offer(SECOND, Origin.LIVE);
        never.offer(left, Origin.LIVE);
        never.expiredBy(state(NOW, null));
        never.offer(SECOND, Origin.LIVE);
        never.expiredBy(state(NOW, null));

        assertThat(never.doubted()).isZero();
        assertThat(never.leftToExpiry()).isEqualTo(1);
    }

    @Test
    void anAddressOfAVpnThatIsNotAskedForIsLeftToExpiry() {
        AddressQuestions questions = new AddressQuestions(true, VirtualSubnet.named("blue"));

        assertThat(questions.about("2001:db8::7")).isNull();
        assertThat(questions.about("2001:db8::7 red")).isNull();
        assertThat(questions.about("2001:db8::7 blue")).hasToString("address:2001:db8::7");
        assertThat(questions.about("no address blue")).isNull();
    }

    @Test
    void theNumberOfDoubtsIsBounded() {
        Suspects suspects = new Suspects(new AddressQuestions(true, null), () -> nanos, Views.noBound(), Views.EAST);
        for (int i = 0; i < Suspects.MOST_SUSPECTS + 10; i++) {
            suspects.add(
                    "2001:db8::" + Integer.toHexString(i >> 16) + ":" + Integer.toHexString(i & 0xffff),
                    Suspects.Reason.MISSING_ON_LINK,
                    null);
        }

        assertThat(suspects.count()).isEqualTo(Suspects.MOST_SUSPECTS);
        assertThat(suspects.leftToExpiry()).isEqualTo(10);
        assertThat(Objects.requireNonNull(suspects.next(Instant.EPOCH)).queries())
                .hasSize(Question.MOST_QUERIES);
    }

    @Test
    void theDoubtsOfALargeLinkAreSettledQuestionByQuestion() {
        for (int i = 1; i <= 100; i++) {
            offer(Origin.LIVE, lease("2001:db8:0:1::" + i, i, Details.link(SECOND_RELAY)));
        }
        linkAnswered(SECOND_RELAY);

        assertThat(report(answered(question()))).hasSize(64);
        assertThat(report(answered(question()))).hasSize(36);
    }

    @Test
    void theAnswerToAQuestionCoversNothing() {
        offer(Origin.LIVE, SECOND);
        linkAnswered(SECOND_RELAY);
        Question question = question();
        Binding reported = Samples.bare("2001:db8::1", BindingState.ACTIVE);
        Delivery.OfBinding asked =
                new Delivery.OfBinding(reported, Origin.GAP_FILL, question.id(), null, state(NOW, null), true);
        Delivery.OfBinding filled =
                new Delivery.OfBinding(reported, Origin.GAP_FILL, "fill", null, state(NOW, null), true);

        assertThat(sweep.covers(asked)).isFalse();
        assertThat(sweep.covers(filled)).isTrue();
    }

    /** A server that adds it to one answer may leave it out of the next. */
    @Test
    void anAnswerCoversNoBindingOfAVpnThatIsNotQueried() {
        Binding ofVpn = Samples.full();
        assertThat(ofVpn.address().vpn()).isEqualTo("blue");

        for (Origin origin : List.of(Origin.SNAPSHOT, Origin.GAP_FILL, Origin.POLL)) {
            assertThat(sweep.covers(new Delivery.OfBinding(ofVpn, origin, "fill", null, state(NOW, null), true)))
                    .isFalse();
        }
    }

    private StreamSweep sweep(AddressQuestions questions) {
        return new StreamSweep(
                Views.ofThisRun(),
                Coverage.of(List.of(BulkQuery.ByLinkAddress.of(FIRST_RELAY)), null),
                new WholeLoad(false),
                questions,
                null,
                () -> nanos);
    }

    private void offer(Origin origin, Fingerprint... bindings) {
        for (Fingerprint binding : bindings) {
            Receipt unused = sweep.offer(binding, origin);
        }
    }

    private void endOfBatch(long receivedTo) {
        assertThat(sweep.expiredBy(state(receivedTo, null))).isEmpty();
    }

    private List<Ending> linkAnswered(String... links) {
        sweep.endingsAt(notice(new Notice.DataMissing(GAP), GAP));
        return report(new Notice.GapFilled(GAP, "fill", 0, true, Set.of(links)));
    }

    private List<BulkQuery> asked() {
        return question().queries();
    }

    private Question question() {
        return Objects.requireNonNull(sweep.question(Instant.EPOCH), "nothing is asked");
    }

    private static Notice.QuestionAnswered answered(Question question) {
        return new Notice.QuestionAnswered(question.id(), List.of(), Samples.second(NOW));
    }

    private List<Ending> report(Notice notice) {
        return sweep.endingsAt(notice(notice, null));
    }

    private static Delivery.OfNotice notice(Notice notice, @Nullable Gap owed) {
        return new Delivery.OfNotice(notice, NOW * 1_000, state(NOW, owed));
    }

    private static ResumeState state(long baseTime, @Nullable Gap owed) {
        return new ResumeState(new ResumePosition(Samples.second(baseTime), 0, 0L), owed);
    }

    private static Fingerprint lease(String address, long client, long link) {
        int slash = address.indexOf('/');
        return new Fingerprint(
                new BindingAddress(
                        slash < 0 ? LeaseType.NA : LeaseType.PD,
                        address,
                        slash < 0 ? null : Integer.valueOf(address.substring(slash + 1)),
                        null),
                BindingState.ACTIVE,
                client,
                Samples.second(NOW + 3_600),
                Samples.second(NOW),
                null,
                false,
                new Details(client, link, 1));
    }
}
