package net.leasequery.requestor.internal.netty;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Delivery;

/** Gathers the deliveries of one socket read for one hand-over. Lives on the event loop. */
final class Outbox {

    private final HandOff handOff;
    private final List<Delivery> pending = new ArrayList<>();
    private long octets;

    Outbox(HandOff handOff) {
        this.handOff = handOff;
    }

    void add(Delivery delivery) {
        pending.add(delivery);
        octets += DeliverySize.of(delivery);
    }

    void flush() {
        if (!pending.isEmpty()) {
            handOff.addAll(pending, octets);
            pending.clear();
            octets = 0;
        }
    }

    /** Whether reading has to pause until the hand-off reports room. */
    boolean isFull() {
        if (!handOff.isFullWith(pending.size(), octets)) {
            return false;
        }
        flush();
        return handOff.awaitsRoom();
    }
}
