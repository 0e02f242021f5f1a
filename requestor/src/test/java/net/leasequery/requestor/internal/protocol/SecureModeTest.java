package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.ConversationEvent.ConnectFailed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.Started;
import net.leasequery.requestor.internal.protocol.ConversationEvent.TlsAgreed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.TlsRequested;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.SendActiveQuery;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.Stopped;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way of a conversation from the connection to the query, in secure mode. */
class SecureModeTest {

    private static final LocalMoment NOW = new LocalMoment(0, 0);
    private static final ConnectionOpened OPENED = new ConnectionOpened("peer", "TLSv1.3", 7, NOW);
    private static final ConnectFailed REFUSED = new ConnectFailed(DisconnectReason.TLS_REFUSED, "no", NOW);

    private final Conversation conversation =
            new Conversation(ResumeRules.withOverlap(5), null, MalformedMessagePolicy.FAIL);

    @Test
    @Tag("R7724-7.2-2")
    void asksNothingBeforeTheHandshakeIsComplete() {
        Step<ConversationState> requested = after(new Started(NOW), new TlsRequested(NOW));
        Step<ConversationState> agreed = conversation.next(requested.state(), new TlsAgreed(NOW));
        Step<ConversationState> secured = conversation.next(agreed.state(), OPENED);

        assertThat(requested.state().phase()).isEqualTo(Phase.UPGRADING);
        assertThat(requested.effects()).isEmpty();
        assertThat(agreed.state().phase()).isEqualTo(Phase.HANDSHAKING);
        assertThat(agreed.effects()).isEmpty();
        assertThat(secured.effects()).hasAtLeastOneElementOfType(SendActiveQuery.class);
    }

    @Test
    @Tag("trap-13")
    void takesNoConnectionThatIsOpenBeforeTheServerHasAgreed() {
        Step<ConversationState> opened = after(new Started(NOW), new TlsRequested(NOW), OPENED);

        assertThat(opened.state().phase()).isEqualTo(Phase.UPGRADING);
        assertThat(opened.effects()).isEmpty();
    }

    @Test
    @Tag("R7724-7.2-7")
    void closesWhenTlsIsRefused() {
        Step<ConversationState> refused = after(new Started(NOW), new TlsRequested(NOW), REFUSED);

        assertThat(refused.state().phase()).isEqualTo(Phase.DISCONNECTED);
        assertThat(refused.effects()).hasAtLeastOneElementOfType(CloseConnection.class);
    }

    @Test
    @Tag("R7724-7.2-2")
    void closesWhenTheHandshakeFails() {
        Step<ConversationState> failed = after(new Started(NOW), new TlsRequested(NOW), new TlsAgreed(NOW), REFUSED);

        assertThat(failed.state().phase()).isEqualTo(Phase.DISCONNECTED);
        assertThat(failed.effects()).hasAtLeastOneElementOfType(CloseConnection.class);
    }

    @Test
    void stopsInMidHandshake() {
        Step<ConversationState> stopped =
                after(new Started(NOW), new TlsRequested(NOW), new TlsAgreed(NOW), new Stopped(NOW));

        assertThat(stopped.state().phase()).isEqualTo(Phase.STOPPED);
        assertThat(stopped.effects()).containsExactly(new CloseConnection(Effect.Link.LIVE));
    }

    private Step<ConversationState> after(ConversationEvent... events) {
        Step<ConversationState> step = Step.to(ConversationState.initial(ResumeState.NONE));
        for (ConversationEvent event : events) {
            step = conversation.next(step.state(), event);
        }
        return step;
    }
}
