package net.leasequery.requestor.internal.netty;

import net.leasequery.codec.MalformedFrame;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalClock;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/** Turns what happens on the live connection into events. */
final class LiveEvents implements Connection.Listener {

    private final RequestorSettings settings;
    private final LocalClock clock;
    private final RequestorContext context;
    private final SessionDriver driver;
    private final PeerIdentity peerIdentity;

    LiveEvents(RequestorContext context, SessionDriver driver) {
        this.context = context;
        this.settings = context.settings();
        this.clock = context.clock();
        this.driver = driver;
        this.peerIdentity = new PeerIdentity(settings.serverIdentity());
    }

    @Override
    public void tlsRequested() {
        driver.handleLive(new ConversationEvent.TlsRequested(clock.now()));
    }

    @Override
    public void tlsAgreed() {
        driver.handleLive(new ConversationEvent.TlsAgreed(clock.now()));
    }

    @Override
    public void opened(String peer, @Nullable TlsSession tls) {
        context.opened(tls);
        peerIdentity.opened(tls);
        driver.handleLive(new SharedEvent.ConnectionOpened(
                peer, TlsSession.describe(tls), context.xids().take(), clock.now()));
    }

    @Override
    public void failed(DisconnectReason reason, String detail) {
        context.counters().ended(reason);
        driver.handleLive(new ConversationEvent.ConnectFailed(reason, detail, clock.now()));
    }

    @Override
    public void received(Object message) {
        @Nullable OpenQuery<ConversationEvent> query = driver.liveQuery();
        if (query != null) {
            context.connector().answered();
            ConversationEvent event = message instanceof MalformedFrame frame
                    ? context.malformed(frame)
                    : query.answer().read(message, clock.now());
            SharedEvent.ServerIdentified identified =
                    peerIdentity.heard(query.answer().serverId(), event.at());
            if (identified != null) {
                driver.identifiedLive(identified);
            }
            driver.receivedLive(event);
        }
    }

    @Override
    public void readComplete() {
        driver.readComplete();
    }

    @Override
    public void silent() {
        String detail = "no message for " + settings.receiveTimeout().toMillis()
                + " ms; a server may keep silent on purpose for longer (Junos: for half of its idle-timeout, which may"
                + " be an hour): receiveTimeout must be above that";
        driver.handleLive(new ConversationEvent.ReceiveTimedOut(detail, clock.now()));
    }

    @Override
    public void writeStalled() {
        String detail = "the query could not be written within "
                + settings.dataTimeout().toMillis() + " ms";
        driver.handleLive(new ConversationEvent.WriteTimedOut(detail, clock.now()));
    }

    @Override
    public void closed(DisconnectReason reason, String detail) {
        context.counters().ended(reason);
        driver.handleLive(new ConversationEvent.ConnectionClosed(reason, detail, clock.now()));
    }
}
