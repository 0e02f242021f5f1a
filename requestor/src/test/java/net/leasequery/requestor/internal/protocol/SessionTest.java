package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A live stream and a back-fill beside it, which together must not let an older binding follow a newer one. */
class SessionTest {

    private static final ServerTime NOW = new ServerTime(1_700_000_000);
    private static final LocalMoment AT = new LocalMoment(NOW.toEpochMilli(), 0);
    private static final int LIVE_XID = 1;
    private static final int BULK_XID = 2;

    private final MemoryBudget memory = new MemoryBudget();
    private final Session session = new Session(
            new Conversation(ResumeRules.withOverlap(5), null, MalformedMessagePolicy.FAIL),
            new Backfill(
                    List.of(new BulkQuery.All()),
                    SnapshotMode.INITIAL,
                    true,
                    5,
                    MalformedMessagePolicy.FAIL,
                    this::window),
            new QuestionAnswer(true, MalformedMessagePolicy.FAIL, this::window));
    private final List<Effect> effects = new ArrayList<>();
    private SessionState state = SessionState.initial(
            new ResumeState(new ResumePosition(NOW.plusSeconds(-60), 0, null), new Gap(NOW.plusSeconds(-90), NOW)),
            SnapshotMode.INITIAL);

    @Test
    @Tag("R6926-7.6-1")
    void dropsABulkReplyThatIsOlderThanTheStream() {
        backfilling();
        live(NOW.plusSeconds(10), "10.0.0.1", NOW.plusSeconds(10));
        effects.clear();

        bulk(NOW.plusSeconds(8), "10.0.0.1", NOW.plusSeconds(5));
        bulk(NOW.plusSeconds(8), "10.0.0.2", NOW.plusSeconds(5));

        assertThat(addresses()).containsExactly("10.0.0.2");
    }

    @Test
    void givesUpABulkAnswerDuringWhichTheClockWasSetBack() {
        backfilling();
        live(NOW.plusSeconds(10), "10.0.0.1", NOW.plusSeconds(10));
        effects.clear();

        live(NOW.plusSeconds(-3_600), "10.0.0.1", NOW.plusSeconds(-3_600));
        bulk(NOW.plusSeconds(11), "10.0.0.1", NOW.plusSeconds(9));

        assertThat(addresses()).containsExactly("10.0.0.1");
        assertThat(notices()).contains("ClockStepped", "BackfillFailed");
        assertThat(state.backfill().phase()).isEqualTo(BackfillState.Phase.BACKING_OFF);
        assertThat(effects).contains(new Effect.AwaitBackOff(Effect.Link.BULK, 1));
        assertThat(state.live().retained().resume().gap()).isNotNull();
    }

    /** As in an offset with "gap_start": 0 and a "gap_end": what changed after the end would be taken for ended. */
    @Test
    void asksForASnapshotWithoutAnEnd() {
        state = SessionState.initial(
                new ResumeState(new ResumePosition(NOW, 0, null), new Gap(null, NOW.plusSeconds(-90))),
                SnapshotMode.INITIAL);
        backfilling();

        assertThat(effects)
                .contains(new Effect.SendBulkQuery(new BulkRequest(BULK_XID, new BulkQuery.All(), Gap.SNAPSHOT)));
    }

    @Test
    void endsTheBackfillWhenMoreAddressesChangeThanMayBeRemembered() {
        backfilling();
        effects.clear();

        for (int i = 0; i < 200; i++) {
            live(NOW.plusSeconds(10), "10.0.1." + i, NOW.plusSeconds(10));
        }

        assertThat(notices()).containsOnlyOnce("TableFull", "BackfillFailed");
        assertThat(effects)
                .anyMatch(effect -> effect instanceof Effect.Deliver deliver
                        && deliver.delivery() instanceof Delivery.OfNotice delivered
                        && delivered.notice() instanceof Notice.BackfillFailed failed
                        && failed.reason().endsWith("Raise maxTableOctets"));
        assertThat(addresses()).hasSize(200);
        assertThat(state.backfill().window()).isNull();
        assertThat(memory.held()).isZero();
    }

    /** What it would still hear could not be compared with the stream: no binding may be taken for ended by it. */
    @Test
    void failsTheQuestionWhenMoreAddressesChangeThanMayBeRemembered() {
        state = SessionState.initial(new ResumeState(new ResumePosition(NOW, 0, null), null), SnapshotMode.INITIAL);
        step(session.nextLive(state, new ConversationEvent.Started(AT)));
        step(session.nextLive(state, new SharedEvent.ConnectionOpened("peer", "clear text", LIVE_XID, AT)));
        step(session.nextLive(state, new ConversationEvent.CatchUpComplete(LIVE_XID, NOW, AT)));
        step(session.ask(state, new Question("why", List.of(new BulkQuery.All())), AT));
        step(session.nextBulk(state, new SharedEvent.ConnectionOpened("peer", "clear text", BULK_XID, AT)));

        for (int i = 0; i < 200; i++) {
            live(NOW.plusSeconds(10), "10.0.1." + i, NOW.plusSeconds(10));
        }
        step(session.nextBulk(state, new BulkEvent.Done(BULK_XID, NOW.plusSeconds(12), AT)));

        assertThat(notices()).containsOnlyOnce("TableFull", "QuestionFailed").doesNotContain("QuestionAnswered");
        assertThat(state.backfill().phase()).isEqualTo(BackfillState.Phase.IDLE);
        assertThat(memory.held()).isZero();
    }

    @Test
    void givesBackTheMemoryWhenTheAnswerIsWhole() {
        backfilling();
        for (int i = 0; i < 90; i++) {
            live(NOW.plusSeconds(10), "10.0.1." + i, NOW.plusSeconds(10));
        }
        assertThat(memory.held()).isPositive();

        step(session.nextBulk(state, new BulkEvent.Done(BULK_XID, NOW.plusSeconds(12), AT)));

        assertThat(notices()).contains("GapFilled");
        assertThat(memory.held()).isZero();
    }

    private BackfillWindow window() {
        return new BackfillWindow(memory.share(20_000));
    }

    private void backfilling() {
        step(session.nextLive(state, new ConversationEvent.Started(AT)));
        step(session.nextLive(state, new SharedEvent.ConnectionOpened("peer", "clear text", LIVE_XID, AT)));
        step(session.nextBulk(state, new SharedEvent.ConnectionOpened("peer", "clear text", BULK_XID, AT)));
        step(session.nextLive(state, new ConversationEvent.CatchUpComplete(LIVE_XID, NOW, AT)));
        assertThat(state.backfill().phase()).isEqualTo(BackfillState.Phase.ANSWERING);
    }

    private void live(ServerTime built, String address, ServerTime change) {
        LocalMoment at = new LocalMoment(AT.epochMilli() + 10_000, 10_000_000_000L);
        step(session.nextLive(
                state, new SharedEvent.Bindings(LIVE_XID, built, List.of(binding(built, address, change)), at)));
    }

    private void bulk(ServerTime built, String address, ServerTime change) {
        step(session.nextBulk(
                state, new SharedEvent.Bindings(BULK_XID, built, List.of(binding(built, address, change)), AT)));
    }

    private void step(Step<SessionState> step) {
        state = step.state();
        effects.addAll(step.effects());
    }

    private List<String> addresses() {
        return effects.stream()
                .filter(effect ->
                        effect instanceof Effect.Deliver deliver && deliver.delivery() instanceof Delivery.OfBinding)
                .map(effect -> ((Delivery.OfBinding) ((Effect.Deliver) effect).delivery())
                        .binding()
                        .address()
                        .text())
                .toList();
    }

    private List<String> notices() {
        List<String> names = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Deliver deliver && deliver.delivery() instanceof Delivery.OfNotice news) {
                Notice notice = news.notice();
                names.add(notice.getClass().getSimpleName());
            }
        }
        return names;
    }

    private static Binding binding(ServerTime built, String address, ServerTime change) {
        return new Binding(
                "192.0.2.1",
                new BindingAddress(LeaseType.V4, address, null, null),
                BindingState.ACTIVE,
                Client.UNKNOWN,
                new BindingTimes(built, null, change, null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
    }
}
