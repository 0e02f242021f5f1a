package net.leasequery.requestor.internal.netty;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.internal.protocol.Event;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/** Counters of a requestor since it was created. Written by the event loop, read by any thread. */
final class RequestorCounters {

    final AtomicLong octets = new AtomicLong();
    final AtomicLong messages = new AtomicLong();
    final AtomicLong bindings = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();
    final AtomicLong attempts = new AtomicLong();
    final AtomicLong disconnects = new AtomicLong();
    final Map<DisconnectReason, Long> tlsFailures = new ConcurrentHashMap<>();
    private volatile @Nullable LocalMoment lastMessage;
    private volatile @Nullable LocalMoment lastProof;
    private volatile @Nullable Instant serverExpiry;

    /** Returns when the last message was received; null before the first. */
    @Nullable
    LocalMoment lastMessage() {
        return lastMessage;
    }

    /** Returns when the server last proved that nothing waits; null before that. */
    @Nullable
    LocalMoment lastProof() {
        return lastProof;
    }

    /** Records a proof that nothing waits in the server: CatchUpComplete, a keep-alive, or a complete poll. */
    void proved(LocalMoment at) {
        lastProof = at;
    }

    /** Returns when the last certificate of the server expires; null before the first. */
    @Nullable
    Instant serverExpiry() {
        return serverExpiry;
    }

    /** Counts a message from either connection. */
    void received(Event event) {
        lastMessage = event.at();
        if (event instanceof SharedEvent.MalformedMessage) {
            malformed.incrementAndGet();
        } else {
            messages.incrementAndGet();
        }
        if (event instanceof SharedEvent.Bindings received) {
            bindings.addAndGet(received.bindings().size());
        }
    }

    /** Records a TLS connection that can carry queries. */
    void secured(TlsSession tls) {
        serverExpiry = tls.serverExpiry();
    }

    /** Counts the end of a connection or of an attempt to make one. */
    void ended(DisconnectReason reason) {
        if (reason.isOfTls()) {
            tlsFailures.merge(reason, 1L, Long::sum);
        }
    }
}
