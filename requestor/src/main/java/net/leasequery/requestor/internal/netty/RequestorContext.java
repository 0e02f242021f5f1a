package net.leasequery.requestor.internal.netty;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.random.RandomGenerator;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.protocol.LocalClock;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/**
 * The collaborators of a driver.
 *
 * @param connector makes connections, secured if they have to be
 * @param peerConnector makes further connections to the address of the last one that {@code connector} made
 * @param xids for queries
 * @param random for back-off; used on the event loop only
 */
record RequestorContext(
        RequestorSettings settings,
        Dialect dialect,
        EventLoop eventLoop,
        ServerConnector connector,
        ServerConnector peerConnector,
        DeliveryQueue queue,
        RequestorCounters counters,
        TransactionIds xids,
        LocalClock clock,
        RandomGenerator random,
        SessionLog log) {

    LocalMoment now() {
        return clock.now();
    }

    /** Records a connection that can carry queries. */
    void opened(@Nullable TlsSession tls) {
        if (tls != null) {
            counters.secured(tls);
            log.secured(tls);
        }
    }

    /** Returns how long to wait before the next attempt. */
    Duration backOff(int fruitless) {
        Duration delay = settings.reconnectBackOff().delay(fruitless, random);
        log.waits(delay);
        return delay;
    }
}
