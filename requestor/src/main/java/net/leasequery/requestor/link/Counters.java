package net.leasequery.requestor.link;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.requestor.delivery.DisconnectReason;

/** What a requestor has seen since it was created. Written by the event loop, read by anyone. */
final class Counters {

    final AtomicLong messages = new AtomicLong();
    final AtomicLong bindings = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();
    final AtomicLong attempts = new AtomicLong();
    final AtomicLong disconnects = new AtomicLong();
    final Map<DisconnectReason, Long> tlsFailures = new ConcurrentHashMap<>();
}
