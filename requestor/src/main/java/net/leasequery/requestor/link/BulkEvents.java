package net.leasequery.requestor.link;

import java.util.function.IntSupplier;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.bulk.BulkEvent;
import net.leasequery.requestor.clock.LocalClock;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.dialect.OpenQuery;
import net.leasequery.requestor.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/** Turns what happens on the bulk connection into events. */
final class BulkEvents implements Connection.Listener {

    private final RequestorSettings settings;
    private final LocalClock clock;
    private final IntSupplier xids;
    private final SessionDriver driver;

    BulkEvents(RequestorSettings settings, LocalClock clock, IntSupplier xids, SessionDriver driver) {
        this.settings = settings;
        this.clock = clock;
        this.xids = xids;
        this.driver = driver;
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
        driver.opened(tls);
        driver.handle(new BulkEvent.ConnectionOpened(peer, TlsSession.describe(tls), xids.getAsInt(), clock.now()));
    }

    @Override
    public void failed(DisconnectReason reason, String detail) {
        driver.ended(reason);
        driver.handle(new BulkEvent.Failed(reason, detail, clock.now()));
    }

    @Override
    public void received(Object message) {
        @Nullable OpenQuery<BulkEvent> query = driver.bulkQuery();
        if (query != null) {
            driver.received(query.read(message, clock.now()));
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
        driver.ended(reason);
        driver.handle(new BulkEvent.Failed(reason, detail, clock.now()));
    }
}
