package net.leasequery.requestor.link;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.requestor.bulk.BulkEvent;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/** What a requestor has seen since it was created. Written by the event loop, read by anyone. */
final class Vitals {

    final AtomicLong messages = new AtomicLong();
    final AtomicLong bindings = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();
    final AtomicLong attempts = new AtomicLong();
    final AtomicLong disconnects = new AtomicLong();
    final Map<DisconnectReason, Long> tlsFailures = new ConcurrentHashMap<>();
    private volatile @Nullable LocalMoment lastMessage;
    private volatile @Nullable Instant serverExpiry;

    /** When the server last said something; null before that. */
    @Nullable
    LocalMoment lastMessage() {
        return lastMessage;
    }

    /** Moment at which the certificate that the server showed last expires; null before the first. */
    @Nullable
    Instant serverExpiry() {
        return serverExpiry;
    }

    /**
     * A message came.
     *
     * @param told number of bindings that it tells of
     */
    void received(boolean isMalformed, int told, LocalMoment at) {
        lastMessage = at;
        bindings.addAndGet(told);
        (isMalformed ? malformed : messages).incrementAndGet();
    }

    /** A message of a bulk answer came. */
    void received(BulkEvent event) {
        int told = event instanceof BulkEvent.Bindings some ? some.bindings().size() : 0;
        received(event.kind() == BulkEvent.Kind.MALFORMED_MESSAGE, told, event.at());
    }

    /** A connection can carry queries, through TLS. */
    void secured(TlsSession tls) {
        serverExpiry = tls.serverExpiry();
    }

    /** A connection ended, or the attempt to make one. */
    void ended(DisconnectReason reason) {
        if (reason.isOfTls()) {
            tlsFailures.merge(reason, 1L, Long::sum);
        }
    }
}
