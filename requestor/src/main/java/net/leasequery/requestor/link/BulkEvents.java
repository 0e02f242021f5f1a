package net.leasequery.requestor.link;

import java.util.function.IntSupplier;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.backfill.BackfillEvent;
import net.leasequery.requestor.clock.LocalClock;
import net.leasequery.requestor.dialect.OpenQuery;
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
    public void opened(String peer) {
        driver.handle(new BackfillEvent.ConnectionOpened(xids.getAsInt(), clock.now()));
    }

    @Override
    public void failed(String detail) {
        driver.handle(new BackfillEvent.Failed("no connection: " + detail, clock.now()));
    }

    @Override
    public void received(Object message) {
        @Nullable OpenQuery<BackfillEvent> query = driver.bulkQuery();
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
        driver.handle(new BackfillEvent.Failed(
                "the answer stalled for " + settings.dataTimeout().toMillis() + " ms", clock.now()));
    }

    @Override
    public void writeStalled() {
        driver.handle(new BackfillEvent.Failed(
                "the query could not be written within "
                        + settings.dataTimeout().toMillis() + " ms",
                clock.now()));
    }

    @Override
    public void closed(String detail) {
        driver.handle(new BackfillEvent.Failed(detail + " before the answer was whole", clock.now()));
    }
}
