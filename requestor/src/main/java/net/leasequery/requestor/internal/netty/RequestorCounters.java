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

/** What a requestor has seen since it was created. Written by the event loop, read by anyone. */
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

    /** When the server last said something; null before that. */
    @Nullable
    LocalMoment lastMessage() {
        return lastMessage;
    }

    /** When it was last proved that nothing waits in the server; null before that. */
    @Nullable
    LocalMoment lastProof() {
        return lastProof;
    }

    /** The server proved that nothing waits: by CatchUpComplete, a keep-alive, or a whole poll. */
    void proved(LocalMoment at) {
        lastProof = at;
    }

    /** Moment at which the certificate that the server showed last expires; null before the first. */
    @Nullable
    Instant serverExpiry() {
        return serverExpiry;
    }

    /** A message came, on whichever connection. */
    void received(Event event) {
        lastMessage = event.at();
        if (event instanceof SharedEvent.MalformedMessage) {
            malformed.incrementAndGet();
        } else {
            messages.incrementAndGet();
        }
        if (event instanceof SharedEvent.Bindings told) {
            bindings.addAndGet(told.bindings().size());
        }
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
