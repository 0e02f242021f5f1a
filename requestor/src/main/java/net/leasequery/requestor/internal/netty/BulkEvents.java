package net.leasequery.requestor.internal.netty;

import net.leasequery.codec.MalformedFrame;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.LocalClock;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/** Turns what happens on the bulk connection into events. */
final class BulkEvents implements Connection.Listener {

    /** Who takes the events, on the event loop. */
    interface Receiver {
        /** Takes an event that no further ones follow at once. */
        void handle(BulkEvent event);

        /** Takes a message; {@link #readComplete} follows. */
        void received(BulkEvent event);

        /** Takes what a message tells of the server, before the message itself. */
        void identified(SharedEvent.ServerIdentified event);

        /** For the moment there are no further messages. */
        void readComplete();

        /** The query that is open on the bulk connection; null if there is none. */
        @Nullable
        OpenQuery<BulkEvent> bulkQuery();
    }

    private final RequestorSettings settings;
    private final LocalClock clock;
    private final RequestorContext context;
    private final Receiver driver;
    private final PeerIdentity peerIdentity;

    BulkEvents(RequestorContext context, Receiver driver) {
        this.context = context;
        this.settings = context.settings();
        this.clock = context.clock();
        this.driver = driver;
        this.peerIdentity = new PeerIdentity(settings.serverIdentity());
    }

    @Override
    public void tlsRequested() {
        // Which step of connecting it is at changes nothing for a bulk query.
    }

    @Override
    public void tlsAgreed() {
        // As above.
    }

    @Override
    public void opened(String peer, @Nullable TlsSession tls) {
        context.opened(tls);
        peerIdentity.opened(tls);
        driver.handle(new SharedEvent.ConnectionOpened(
                peer,
                TlsSession.describe(tls),
                context.xids()
                        .take(Math.max(
                                Question.MOST_QUERIES, settings.bulkQueries().size())),
                clock.now()));
    }

    @Override
    public void failed(DisconnectReason reason, String detail) {
        context.counters().ended(reason);
        driver.handle(new BulkEvent.Failed(reason, detail, clock.now()));
    }

    @Override
    public void received(Object message) {
        @Nullable OpenQuery<BulkEvent> query = driver.bulkQuery();
        if (query != null) {
            BulkEvent event = message instanceof MalformedFrame frame
                    ? context.malformed(frame)
                    : query.answer().read(message, clock.now());
            SharedEvent.ServerIdentified identified =
                    peerIdentity.heard(query.answer().serverId(), event.at());
            if (identified != null) {
                driver.identified(identified);
            }
            driver.received(event);
        }
    }

    @Override
    public void readComplete() {
        driver.readComplete();
    }

    @Override
    public void silent() {
        driver.handle(new BulkEvent.Failed(
                DisconnectReason.DATA_TIMEOUT,
                "the answer stalled for " + settings.dataTimeout().toMillis() + " ms",
                clock.now()));
    }

    @Override
    public void writeStalled() {
        driver.handle(new BulkEvent.Failed(
                DisconnectReason.DATA_TIMEOUT,
                "the query could not be written within "
                        + settings.dataTimeout().toMillis() + " ms",
                clock.now()));
    }

    @Override
    public void closed(DisconnectReason reason, String detail) {
        context.counters().ended(reason);
        driver.handle(new BulkEvent.Failed(reason, detail, clock.now()));
    }
}
