package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A consumer that is slow lets messages wait in the server, in TCP and in the requestor. That delay is none of the
 * server's clock. The figures are those of a trial: 300 changes a second, of which 46 are consumed, for three minutes.
 */
class BacklogTest {

    private static final long START = 1_700_000_000L;
    private static final int CHANGES_A_SECOND = 300;
    private static final int CONSUMED_A_SECOND = 46;

    private final Conversation conversation =
            new Conversation(ResumeRules.withOverlap(5), null, MalformedMessagePolicy.FAIL);
    private ConversationState state = ConversationState.initial(ResumeState.NONE);
    private ResumeState stored = ResumeState.NONE;
    private boolean dataMissing;

    @ParameterizedTest
    @ValueSource(ints = {180, 900, 7_200})
    void aBacklogDoesNotLookLikeAClockStepToTheNextStart(int seconds) {
        connect(0);
        handle(new ConversationEvent.KeepAlive(0, server(0), at(0)));
        long consumed = 0;
        for (int second = 1; second <= seconds; second++) {
            consumed += CONSUMED_A_SECOND;
            binding(consumed / CHANGES_A_SECOND, second);
        }
        restart(seconds + 10);

        // The consumer is well again, and the first message of the new connection had no reason to wait.
        binding(seconds + 10, seconds + 10);

        assertThat(dataMissing).isFalse();
        assertThat(stored.gap()).isNull();
    }

    @Test
    void aBacklogHidesNoRealStepFromTheNextStart() {
        connect(0);
        handle(new ConversationEvent.KeepAlive(0, server(0), at(0)));
        for (int second = 1; second <= 180; second++) {
            binding(second * CONSUMED_A_SECOND / CHANGES_A_SECOND, second);
        }
        restart(190);

        binding(190 - 600, 190);

        assertThat(stored.gap()).isEqualTo(Gap.SNAPSHOT);
    }

    @Test
    void aConnectionThatIsReadAgainAfterAPauseShowsNoStep() {
        connect(0);
        handle(new ConversationEvent.KeepAlive(0, server(0), at(0)));
        for (int round = 1; round <= 20; round++) {
            long resumed = round * 200L;
            for (int waited = 180; waited >= 0; waited -= 10) {
                binding(resumed - waited, resumed);
            }
        }
        restart(4_100);

        binding(4_100, 4_100);

        assertThat(stored.gap()).isNull();
    }

    private void binding(long built, long received) {
        ServerTime base = server(built);
        Binding binding = new Binding(
                null,
                new BindingAddress(LeaseType.V4, "10.0.0.1", null, null),
                BindingState.ACTIVE,
                Client.UNKNOWN,
                new BindingTimes(base, base, base, null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
        handle(new SharedEvent.Bindings(0, base, List.of(binding), at(received)));
    }

    private void restart(long second) {
        state = ConversationState.initial(stored);
        connect(second);
    }

    private void connect(long second) {
        handle(new ConversationEvent.Started(at(second)));
        handle(new SharedEvent.ConnectionOpened("peer", "clear text", 0, at(second)));
    }

    private void handle(ConversationEvent event) {
        var step = conversation.next(state, event);
        state = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Deliver deliver) {
                stored = deliver.delivery().resumeState();
                dataMissing |= deliver.delivery() instanceof Delivery.OfNotice news
                        && news.notice() instanceof Notice.DataMissing;
            }
        }
    }

    private static ServerTime server(long second) {
        return new ServerTime(START + second);
    }

    private static LocalMoment at(long second) {
        return new LocalMoment((START + second) * 1_000, second * 1_000_000_000L);
    }
}
