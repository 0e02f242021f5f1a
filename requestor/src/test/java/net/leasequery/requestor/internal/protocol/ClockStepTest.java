package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeAssumption;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose clock is set: at connect and on a live connection, forward and back, for both families. */
class ClockStepTest {

    private static final long START = 1_700_000_000L;
    private static final long FOUR_DAYS = 4 * 86_400;

    private final List<Notice.ClockStepped> steps = new ArrayList<>();
    private Conversation conversation = conversationWith(DhcpFamily.IPV4);
    private ConversationState state = ConversationState.initial(ResumeState.NONE);
    private ResumeState stored = ResumeState.NONE;

    /** The scenario of the field: two keep-alives with base-time four days ahead, then right ones. */
    @ParameterizedTest
    @EnumSource(DhcpFamily.class)
    void aClockThatJumpsAheadAndBackIsNoticedTwice(DhcpFamily family) {
        liveFor(family);

        keepAlive(60, FOUR_DAYS);
        keepAlive(120, FOUR_DAYS);
        keepAlive(180, 0);
        keepAlive(240, 0);

        assertThat(steps).extracting(noticed -> noticed.step().seconds()).containsExactly(FOUR_DAYS, -FOUR_DAYS);
        assertThat(steps.get(0).step().from()).isEqualTo(server(60, 0));
        assertThat(steps.get(0).step().to()).isEqualTo(server(60, FOUR_DAYS));
        assertOwed(family);
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 30", "IPV6, 30", "IPV4, -30", "IPV6, -30", "IPV4, -86400", "IPV6, 86400"})
    void aStepOnALiveConnectionIsNoticedInEitherDirection(DhcpFamily family, long by) {
        liveFor(family);

        keepAlive(60, by);
        keepAlive(120, by);
        keepAlive(180, by);

        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).step().seconds()).isEqualTo(by);
        assertOwed(family);
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 30", "IPV6, 30", "IPV4, -30", "IPV6, -30", "IPV4, -86400", "IPV6, 86400"})
    void aStepWhileAwayIsNoticedByTheNextStart(DhcpFamily family, long by) {
        liveFor(family);
        keepAlive(60, 0);

        restart(family, 600);
        keepAlive(601, by);

        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).step().seconds()).isEqualTo(by);
        if (family == DhcpFamily.IPV6) {
            assertThat(stored.gap()).isEqualTo(Gap.SNAPSHOT);
        } else {
            // Half a minute ahead hides nothing that changed before or after it.
            assertThat(stored.gap() == null).isEqualTo(by == 30);
        }
    }

    /** Without a position, nothing tells whether the clock by which the gap begins was set since it was stored. */
    @ParameterizedTest
    @EnumSource(DhcpFamily.class)
    void aStoredGapWithoutAPositionBecomesASnapshot(DhcpFamily family) {
        conversation = conversationWith(family);
        state = ConversationState.initial(new ResumeState(null, new Gap(server(0, 0), null)));
        connect(0);
        keepAlive(0, 0);

        assertThat(stored.gap()).isEqualTo(Gap.SNAPSHOT);
    }

    /** Nobody can compare clocks then, so no lease may expire by that of the server until it was asked for. */
    @ParameterizedTest
    @EnumSource(DhcpFamily.class)
    void aStoredPositionWithoutASkewMakesInferredEndsDoubtful(DhcpFamily family) {
        stored = new ResumeState(new ResumePosition(server(0, 0), 0, null), null);

        restart(family, 60);
        keepAlive(61, FOUR_DAYS);

        assertThat(steps).isEmpty();
        assertOwed(family, Phase.CATCHING_UP);
    }

    /** The back-fill has shown the clock before the stream did, and both were away when it was set. */
    @ParameterizedTest
    @CsvSource({"-1, false", "-3600, true", "3600, false"})
    void aClockThatIsSetBackBeforeTheFirstPositionIsNoticedByTheGap(long by, boolean noticed) {
        RetainedState retained = RetainedState.initial(ResumeState.NONE)
                .with(ClockSkew.UNKNOWN.afterPrompt(server(0, 0), at(0)))
                .withBackfilled(new Gap(server(-5, 0), null));

        RetainedState dated = retained.withClockOf(server(60, by), at(60), 5);

        assertThat(dated.resume().gap()).isEqualTo(noticed ? Gap.SNAPSHOT : new Gap(server(-5, 0), null));
        assertThat(dated.withBackfilled(null).resume().gap()).isEqualTo(noticed ? Gap.SNAPSHOT : null);
    }

    @ParameterizedTest
    @EnumSource(DhcpFamily.class)
    void clocksThatAdvanceAlikeShowNoStep(DhcpFamily family) {
        liveFor(family);
        for (int minute = 1; minute <= 100; minute++) {
            keepAlive(minute * 60L, minute % 2);
        }
        restart(family, 7_000);
        keepAlive(7_001, 1);

        assertThat(steps).isEmpty();
        assertThat(stored.gap()).isNull();
    }

    /** Messages that wait for reading to be resumed come late, and no clock was set. */
    @ParameterizedTest
    @EnumSource(DhcpFamily.class)
    void keepAlivesThatWaitedShowNoStep(DhcpFamily family) {
        liveFor(family);
        for (int round = 1; round <= 5; round++) {
            long resumed = round * 100L;
            handle(new ConversationEvent.ReadingResumed(at(resumed)));
            handle(new ConversationEvent.KeepAlive(0, server(resumed - 90, 0), at(resumed)));
            handle(new ConversationEvent.ReadingResumed(at(resumed + 60)));
            handle(new ConversationEvent.KeepAlive(0, server(resumed - 30, 0), at(resumed + 60)));
        }

        assertThat(steps).isEmpty();
        assertThat(stored.gap()).isNull();
    }

    private void assertOwed(DhcpFamily family) {
        assertOwed(family, Phase.LIVE);
    }

    private void assertOwed(DhcpFamily family, Phase phase) {
        assertThat(state.retained().resume().gap()).isEqualTo(family == DhcpFamily.IPV6 ? Gap.SNAPSHOT : null);
        assertThat(state.phase()).isEqualTo(phase);
    }

    private void liveFor(DhcpFamily family) {
        conversation = conversationWith(family);
        connect(0);
        keepAlive(0, 0);
    }

    private static Conversation conversationWith(DhcpFamily family) {
        ResumeRules rules = new ResumeRules(5, ResumeAssumption.ORDER, family == DhcpFamily.IPV6);
        return new Conversation(rules, null, MalformedMessagePolicy.FAIL);
    }

    private void restart(DhcpFamily family, long second) {
        conversation = conversationWith(family);
        state = ConversationState.initial(stored);
        connect(second);
    }

    private void connect(long second) {
        handle(new ConversationEvent.Started(at(second)));
        handle(new SharedEvent.ConnectionOpened("peer", "clear text", 0, at(second)));
    }

    private void keepAlive(long second, long ahead) {
        handle(new ConversationEvent.KeepAlive(0, server(second, ahead), at(second)));
    }

    private void handle(ConversationEvent event) {
        Step<ConversationState> step = conversation.next(state, event);
        state = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Deliver deliver) {
                stored = deliver.delivery().resumeState();
                if (deliver.delivery() instanceof Delivery.OfNotice news
                        && news.notice() instanceof Notice.ClockStepped stepped) {
                    steps.add(stepped);
                }
            }
        }
    }

    private static ServerTime server(long second, long ahead) {
        return new ServerTime(START + second + ahead);
    }

    private static LocalMoment at(long second) {
        return new LocalMoment((START + second) * 1_000, second * 1_000_000_000L);
    }
}
