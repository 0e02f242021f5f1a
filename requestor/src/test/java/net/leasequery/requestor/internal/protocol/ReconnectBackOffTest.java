package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.Effect.AwaitBackOff;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When attempts to connect count as fruitless. */
@Tag("trap-18")
class ReconnectBackOffTest {

    private static final int XID = 7;
    private static final ServerTime BASE_TIME = new ServerTime(1_700_000_000);

    private final Conversation conversation =
            new Conversation(ResumeRules.withOverlap(5), null, MalformedMessagePolicy.FAIL);
    private ConversationState state = ConversationState.initial(ResumeState.NONE);
    private List<Effect> effects = List.of();
    private long millis;

    @Test
    void aBindingFollowedByACloseIsFruitless() {
        for (int round = 1; round <= 10; round++) {
            connect();
            take(new SharedEvent.Bindings(XID, BASE_TIME, List.of(), at()));
            close();

            assertThat(effects).contains(new AwaitBackOff(Effect.Link.LIVE, round));
        }
    }

    @Test
    void aCatchUpFollowedByACloseIsFruitless() {
        for (int round = 1; round <= 10; round++) {
            connect();
            take(new ConversationEvent.KeepAlive(XID, BASE_TIME, at()));
            take(new ConversationEvent.CatchUpComplete(XID, BASE_TIME, at()));
            close();

            assertThat(effects).contains(new AwaitBackOff(Effect.Link.LIVE, round));
        }
    }

    @Test
    void aChangeOnAConnectionThatHasLastedEndsTheBackOff() {
        fail(5);
        connect();
        take(new ConversationEvent.KeepAlive(XID, BASE_TIME, at()));
        millis += 5_000;
        take(new ConversationEvent.KeepAlive(XID, BASE_TIME, at()));
        close();

        assertThat(effects).contains(new AwaitBackOff(Effect.Link.LIVE, 1));
    }

    @Test
    void aConnectionThatHasLastedWithoutAChangeEndsTheBackOff() {
        fail(5);
        connect();
        take(new ConversationEvent.KeepAlive(XID, BASE_TIME, at()));
        millis += 5_000;
        close();

        assertThat(effects).contains(new AwaitBackOff(Effect.Link.LIVE, 1));
    }

    @Test
    void aConnectionThatHasLastedWithoutAnAnswerIsFruitless() {
        fail(5);
        connect();
        millis += 60_000;
        close();

        assertThat(effects).contains(new AwaitBackOff(Effect.Link.LIVE, 6));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            connect();
            close();
        }
    }

    private void connect() {
        take(new ConversationEvent.BackOffElapsed(at()));
        take(new SharedEvent.ConnectionOpened("peer", "clear text", XID, at()));
    }

    private void close() {
        take(new ConversationEvent.ConnectionClosed(DisconnectReason.CLOSED_BY_SERVER, "closed", at()));
    }

    private void take(ConversationEvent event) {
        Step<ConversationState> step = conversation.next(state, event);
        state = step.state();
        effects = step.effects();
    }

    private LocalMoment at() {
        return new LocalMoment(millis, millis * 1_000_000);
    }
}
