package net.leasequery.requestor.internal.netty;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Delivery;

/** Gathers the deliveries of one socket read for one hand-over. Lives on the event loop. */
final class DeliveryBatch {

    private final DeliveryQueue queue;
    private final List<Delivery> pending = new ArrayList<>();
    private long octets;

    DeliveryBatch(DeliveryQueue queue) {
        this.queue = queue;
    }

    void add(Delivery delivery) {
        pending.add(delivery);
        octets += DeliverySize.of(delivery);
    }

    void flush() {
        if (!pending.isEmpty()) {
            queue.addAll(pending, octets);
            pending.clear();
            octets = 0;
        }
    }

    /** Whether reading has to pause until the hand-off reports room. */
    boolean isFull() {
        if (!queue.isFullWith(pending.size(), octets)) {
            return false;
        }
        flush();
        return queue.awaitsRoom();
    }
}
