package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeAssumption;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens, the next query asks for every change that was not delivered, or the resume state
 * says that a gap covers it. Checked against a model of a server after each of many random steps, as
 * if the requestor crashed there.
 */
class NothingIsLostTest {

    private static final int OVERLAP = 5;
    private static final int ADDRESSES = 8;

    /** One thing that happens. */
    sealed interface Action {
        record Change(int address) implements Action {}

        record Pass(int seconds) implements Action {}

        record Write(int messages) implements Action {}

        record KeepAlive() implements Action {}

        record UndatedKeepAlive() implements Action {}

        record Break() implements Action {}

        record Restart() implements Action {}

        record ForgetHistory() implements Action {}

        record StepClock(int by) implements Action {}
    }

    @Property(tries = 3_000)
    @Tag("trap-2")
    @Tag("trap-3")
    @Tag("trap-4")
    @Tag("trap-5")
    @Tag("R7724-7.3-3")
    @Tag("R7724-7.4.1-4")
    void everyChangeIsDeliveredOrAskedForOrInAGap(@ForAll("steadyClock") List<Action> actions, @ForAll long seed) {
        Run run = new Run(seed);
        run.connectAndGetAPosition();
        for (Action action : actions) {
            run.perform(action);

            run.assertNothingIsLost(action);
        }
    }

    /**
     * A step shows only in the next message, so here the requestor crashes at the end and comes back.
     * Two seconds leave no trace, for the grain of base-time blurs them.
     */
    @Property(tries = 3_000)
    void aClockThatIsSteppedLosesNothing(
            @ForAll("steadyClock") List<Action> before,
            @ForAll @IntRange(min = 3, max = 4_000) int step,
            @ForAll boolean back,
            @ForAll("steadyClock") List<Action> after,
            @ForAll long seed) {
        Run run = new Run(seed);
        run.connectAndGetAPosition();
        before.forEach(run::perform);
        run.perform(new Action.StepClock(back ? -step : step));
        after.forEach(run::perform);

        run.perform(new Action.Restart());
        run.perform(new Action.Write(Integer.MAX_VALUE));

        run.assertAllDeliveredOrInAGap();
    }

    /** The first change after it is then the first message that shows the server's clock. */
    @Property(tries = 3_000)
    void aClockThatIsSteppedLosesNothingThoughCatchUpCompleteHasNoBaseTime(
            @ForAll("steadyClock") List<Action> before,
            @ForAll @IntRange(min = 3, max = 4_000) int step,
            @ForAll boolean back,
            @ForAll("steadyClock") List<Action> after,
            @ForAll long seed) {
        Run run = new Run(seed);
        run.server.leaveBaseTimeOutOfCatchUpComplete();
        run.connectAndGetAPosition();
        before.forEach(run::perform);
        run.perform(new Action.StepClock(back ? -step : step));
        after.forEach(run::perform);

        run.perform(new Action.Restart());
        run.perform(new Action.Write(Integer.MAX_VALUE));
        run.perform(new Action.Change(1));
        run.perform(new Action.Write(Integer.MAX_VALUE));

        run.assertAllDeliveredOrInAGap();
    }

    /** Between the two steps, changes are dated by a clock of which nothing is received. */
    @Property(tries = 1_000)
    void aClockThatIsSetWrongAndPutRightWhileWeAreAwayLosesNothing(
            @ForAll @IntRange(min = 100, max = 4_000) int back,
            @ForAll @IntRange(min = 100, max = 8_000) int forth,
            @ForAll @IntRange(min = 1, max = ADDRESSES) int address,
            @ForAll long seed) {
        // A minute of difference counts as none: then a catch-up is asked for, and it does not bring the change.
        Assume.that(Math.abs(forth - back) > 65);
        Run run = new Run(seed);
        run.connectAndGetAPosition();
        run.perform(new Action.Change(address));
        run.perform(new Action.KeepAlive());

        run.perform(new Action.StepClock(-back));
        run.perform(new Action.Pass(10));
        run.perform(new Action.Change(address));
        run.perform(new Action.StepClock(forth));
        run.perform(new Action.Restart());
        run.perform(new Action.Write(Integer.MAX_VALUE));

        run.assertAllDeliveredOrInAGap();
    }

    /**
     * Many changes, some addresses much busier than others, and a connection that is blocked, drained
     * in part and broken again and again: the front has to advance by ages alone.
     */
    @Property(tries = 200)
    @Tag("trap-5")
    void aBusyServerWhoseConnectionBlocksLosesNothing(@ForAll long seed) {
        Run run = new Run(seed);
        Random random = new Random(seed);
        run.connectAndGetAPosition();
        ServerTime before = run.server.clock();

        for (int second = 0; second < 300; second++) {
            int changes = random.nextInt(60);
            for (int i = 0; i < changes; i++) {
                int address = random.nextInt(10) < 3 ? random.nextInt(20) : random.nextInt(4_000);
                run.perform(new Action.Change(address));
            }
            boolean blocked = second / 20 % 3 == 1;
            run.perform(new Action.Write(blocked ? random.nextInt(2) : random.nextInt(120)));
            if (random.nextInt(50) == 0) {
                run.perform(new Action.Break());
            }
            run.perform(new Action.Pass(1));

            run.assertNothingIsLost(new Action.Pass(1));
        }
        run.perform(new Action.Write(Integer.MAX_VALUE));
        assertThat(run.queryStartTime()).isGreaterThan(before.plusSeconds(100));
    }

    /** Nearly blocked, and the newest of the waiting changes first: their ages tell nothing of what waits. */
    @Property(tries = 100)
    @Tag("trap-5")
    void aServerThatSendsItsNewestChangesFirstLosesNothingIfNothingIsAssumedOfIt(@ForAll long seed) {
        Run run = new Run(seed, new ResumeRules(OVERLAP, ResumeAssumption.NOTHING, false));
        run.server.sendNewestFirst();
        Random random = new Random(seed);
        run.connectAndGetAPosition();
        ServerTime before = run.server.clock();

        for (int second = 0; second < 200; second++) {
            for (int i = 0; i < 40; i++) {
                run.perform(new Action.Change(random.nextInt(500)));
            }
            boolean blocked = second / 20 % 3 == 1;
            run.perform(new Action.Write(blocked ? 20 : 200));
            if (second % 20 == 19) {
                run.perform(random.nextBoolean() ? new Action.Break() : new Action.KeepAlive());
            }
            run.perform(new Action.Pass(1));

            run.assertNothingIsLost(new Action.Pass(1));
        }
        run.perform(new Action.KeepAlive());
        assertThat(run.queryStartTime()).isGreaterThan(before.plusSeconds(190));
    }

    /** Then everything up to the last base-time has arrived, though the keep-alive does not show its own time. */
    @ParameterizedTest
    @EnumSource
    void aKeepAliveWithoutBaseTimeProvesThatNothingWaits(ResumeAssumption assumption) {
        Run run = new Run(1, new ResumeRules(OVERLAP, assumption, false));
        run.connectAndGetAPosition();
        run.perform(new Action.Pass(100));
        run.perform(new Action.Change(1));
        run.perform(new Action.Write(1));
        ServerTime last = run.server.clock();
        assertThat(run.queryStartTime()).isLessThan(last.plusSeconds(-OVERLAP));
        run.perform(new Action.Pass(60));

        run.perform(new Action.UndatedKeepAlive());

        assertThat(run.queryStartTime()).isEqualTo(last.plusSeconds(-OVERLAP));
    }

    @Provide
    Arbitrary<List<Action>> steadyClock() {
        return common().list().ofMaxSize(100);
    }

    private static Arbitrary<Action> common() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.integers().between(1, ADDRESSES).map(Action.Change::new)),
                Tuple.of(6, Arbitraries.integers().between(1, 90).map(Action.Pass::new)),
                Tuple.of(8, Arbitraries.integers().between(1, 6).map(Action.Write::new)),
                Tuple.of(1, Arbitraries.create(Action.KeepAlive::new)),
                Tuple.of(1, Arbitraries.create(Action.UndatedKeepAlive::new)),
                Tuple.of(2, Arbitraries.create(Action.Break::new)),
                Tuple.of(1, Arbitraries.create(Action.Restart::new)),
                Tuple.of(1, Arbitraries.create(Action.ForgetHistory::new)));
    }

    /** A requestor and a model server, and what the requestor's user has stored. */
    private static final class Run {

        private final Conversation conversation;
        private final ModelServer server;
        private final Map<Integer, Integer> delivered = new HashMap<>();
        private ConversationState state = ConversationState.initial(ResumeState.NONE);
        private ResumeState stored = ResumeState.NONE;
        private int xid;

        Run(long seed) {
            this(seed, ResumeRules.withOverlap(OVERLAP));
        }

        Run(long seed, ResumeRules rules) {
            conversation = new Conversation(rules, null, MalformedMessagePolicy.FAIL);
            server = new ModelServer(seed);
        }

        void connectAndGetAPosition() {
            connect();
            handle(server.keepAlive());
        }

        void perform(Action action) {
            if (action instanceof Action.Change change) {
                server.change(change.address(), true);
            } else if (action instanceof Action.Pass pass) {
                server.pass(pass.seconds());
            } else if (action instanceof Action.Write write) {
                write(write.messages());
            } else if (action instanceof Action.KeepAlive) {
                write(Integer.MAX_VALUE);
                handle(server.keepAlive());
            } else if (action instanceof Action.UndatedKeepAlive) {
                write(Integer.MAX_VALUE);
                handle(server.keepAliveWithoutBaseTime());
            } else if (action instanceof Action.Break) {
                handle(new ConversationEvent.ConnectionClosed(
                        DisconnectReason.CLOSED_BY_SERVER, "broken", server.localTime()));
                connect();
            } else if (action instanceof Action.Restart) {
                state = ConversationState.initial(stored);
                connect();
            } else if (action instanceof Action.ForgetHistory) {
                server.forgetHistory();
            } else if (action instanceof Action.StepClock step) {
                server.stepClock(step.by());
            }
        }

        private void connect() {
            handle(new ConversationEvent.BackOffElapsed(server.localTime()));
            if (state.phase() == Phase.CONNECTING) {
                handle(new SharedEvent.ConnectionOpened("peer", "clear text", xid++, server.localTime()));
            }
        }

        private void write(int messages) {
            for (int i = 0; i < messages; i++) {
                ConversationEvent message = server.next();
                if (message == null) {
                    return;
                }
                handle(message);
            }
        }

        private void handle(ConversationEvent event) {
            Step<ConversationState> step = conversation.next(state, event);
            state = step.state();
            List<ConversationEvent> answer = List.of();
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.SendActiveQuery send) {
                    answer = server.register(send.query());
                } else if (effect instanceof Effect.Deliver deliver) {
                    store(deliver.delivery());
                }
            }
            answer.forEach(this::handle);
        }

        private void store(Delivery delivery) {
            stored = delivery.resumeState();
            if (delivery instanceof Delivery.OfBinding reported) {
                String[] parts = reported.binding().address().text().split("#", 2);
                delivered.put(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]));
            }
        }

        void assertAllDeliveredOrInAGap() {
            server.leases()
                    .forEach((address, lease) -> assertThat(lease.version() == delivered.getOrDefault(address, 0)
                                    || covers(stored.gap(), lease.changed()))
                            .as("%s of address %d (delivered %s), %s", lease, address, delivered.get(address), stored)
                            .isTrue());
        }

        ServerTime queryStartTime() {
            ResumePosition position = stored.position();
            return position == null ? new ServerTime(0) : position.queryStartTime(OVERLAP);
        }

        void assertNothingIsLost(Action action) {
            ResumePosition position = stored.position();
            if (position == null) {
                return;
            }
            ServerTime start = position.queryStartTime(OVERLAP);
            server.leases().forEach((address, lease) -> {
                boolean current = lease.version() == delivered.getOrDefault(address, 0);
                boolean askedFor = lease.changed().compareTo(start) >= 0;
                assertThat(current || askedFor || covers(stored.gap(), lease.changed()))
                        .as(
                                "after %s: %s of address %d (delivered %s), query-start-time %s, gap %s",
                                action, lease, address, delivered.get(address), start, stored.gap())
                        .isTrue();
            });
        }

        private static boolean covers(@Nullable Gap gap, ServerTime time) {
            if (gap == null) {
                return false;
            }
            ServerTime start = gap.start();
            ServerTime end = gap.end();
            return (start == null || start.compareTo(time) <= 0) && (end == null || end.compareTo(time) >= 0);
        }
    }
}
