package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.MemoryBudget;
import org.jspecify.annotations.Nullable;

/**
 * Bounded queue between the event loop and the polling thread. The deliveries of one socket read are gathered and
 * handed over at once, so the lock has no cost per binding. {@link #add}, {@link #flush} and {@link #isFull} are for
 * the event loop only.
 *
 * <p>It drops nothing: deliveries that were already read when the queue became full are still accepted. They exceed the
 * bounds by at most one read buffer (see {@link TcpConnector#READ_BUFFER_OCTETS}). The bounds are a number of
 * deliveries, and a number of octets that all queues of the JVM share.
 */
final class DeliveryQueue {

    /** Polled deliveries take memory again as records until the producer has them. */
    private static final int BATCHES_PER_LIMIT = 8;

    private final int capacity;
    private final int lowWater;
    private final MemoryBudget.Share octets;
    private final Runnable onRoom;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final List<Delivery> gathered = new ArrayList<>();
    private long gatheredOctets;
    private boolean roomAwaited;
    private long awaitedSinceNanos;
    private long heldBackNanos;
    private boolean closed;
    private @Nullable RuntimeException failure;
    private volatile int size;

    /**
     * @param capacity deliveries that may wait
     * @param octets share of the waiting deliveries, in octets; closed with this queue
     * @param onRoom called on the polling thread when half of the capacity has become free after {@link #awaitsRoom}
     *     returned true
     */
    DeliveryQueue(int capacity, MemoryBudget.Share octets, Runnable onRoom) {
        this.capacity = capacity;
        this.lowWater = capacity / 2;
        this.octets = octets;
        this.onRoom = onRoom;
    }

    /** Returns the number of deliveries that wait. */
    int size() {
        return size;
    }

    /** Appends a delivery, which is handed over by the next {@link #flush}. */
    void add(Delivery delivery) {
        gathered.add(delivery);
        gatheredOctets += DeliverySize.of(delivery);
    }

    /** Hands over the added deliveries in order and wakes the poller. Drops them after {@link #close}. */
    void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (!closed) {
                waiting.addAll(gathered);
                size = waiting.size();
                octets.set(octets.own() + gatheredOctets);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        gathered.clear();
        gatheredOctets = 0;
    }

    /**
     * Whether reading has to pause until {@code onRoom} is called. An empty queue is not full even if other tasks hold
     * all the octets: each may always hand over the deliveries of one read.
     */
    boolean isFull() {
        int held = size + gathered.size();
        if (held < capacity && (held == 0 || !octets.isExceededWith(gatheredOctets))) {
            return false;
        }
        flush();
        return awaitsRoom();
    }

    /**
     * Whether the queue is full; if so, {@code onRoom} will be called once there is room. A later call that returns
     * false does not cancel that.
     */
    boolean awaitsRoom() {
        lock.lock();
        try {
            boolean full = !closed && (waiting.size() >= capacity || (!waiting.isEmpty() && octets.isExceededWith(0)));
            if (full && !roomAwaited) {
                awaitedSinceNanos = System.nanoTime();
            }
            roomAwaited |= full;
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the time spent waiting for room up to now. */
    long heldBackMillis() {
        lock.lock();
        try {
            long now = roomAwaited ? System.nanoTime() - awaitedSinceNanos : 0;
            return TimeUnit.NANOSECONDS.toMillis(heldBackNanos + now);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the first deliveries; waits for one if there is none.
     *
     * @return at most {@code most}; empty after {@code timeout} or {@link #close}
     * @throws IllegalStateException after {@link #fail}, once the queue is empty
     */
    List<Delivery> poll(int most, Duration timeout) throws InterruptedException {
        List<Delivery> batch;
        boolean room;
        lock.lockInterruptibly();
        try {
            long nanosLeft = timeout.toNanos();
            while (waiting.isEmpty() && !closed && failure == null && nanosLeft > 0) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
            if (waiting.isEmpty() && failure != null) {
                throw new IllegalStateException(
                        "the requestor has failed and delivers nothing more; restart the task, and report the cause",
                        failure);
            }
            batch = take(Math.min(most, waiting.size()));
            room = roomAwaited && waiting.size() <= lowWater && (waiting.isEmpty() || octets.isHalfFree());
            if (room) {
                roomAwaited = false;
                heldBackNanos += System.nanoTime() - awaitedSinceNanos;
            }
        } finally {
            lock.unlock();
        }
        if (room) {
            onRoom.run();
        }
        return batch;
    }

    /** Takes deliveries up to a fraction of the octet limit, but at least one. */
    private List<Delivery> take(int most) {
        long mostOctets = octets.limit() / BATCHES_PER_LIMIT;
        long taken = 0;
        List<Delivery> batch = new ArrayList<>(most);
        while (batch.size() < most && (batch.isEmpty() || taken < mostOctets)) {
            Delivery next = waiting.remove();
            taken += DeliverySize.of(next);
            batch.add(next);
        }
        size = waiting.size();
        octets.set(waiting.isEmpty() ? 0 : octets.own() - taken);
        return batch;
    }

    /** Marks the queue as failed: no deliveries follow those that wait. */
    void fail(RuntimeException cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops the waiting deliveries and wakes the poller permanently. */
    void close() {
        lock.lock();
        try {
            closed = true;
            failure = null;
            waiting.clear();
            size = 0;
            octets.close();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
