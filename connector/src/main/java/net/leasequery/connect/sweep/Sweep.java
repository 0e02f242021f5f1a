package net.leasequery.connect.sweep;

import java.util.List;
import net.leasequery.requestor.delivery.Delivery;

/**
 * Watches what is about to be written, and concludes from a complete answer which bindings have ended.
 * Sees the deliveries in their order; not thread-safe.
 */
public interface Sweep {

    /**
     * Takes note of a binding that the server told of.
     *
     * @return false if Kafka shows it already and it need not be written
     */
    boolean admits(Fingerprint binding);

    /** What ended, now that this notice has come; it must be written before the notice's resume state is stored. */
    List<Ending> endingsAt(Delivery.OfNotice notice);

    /** Addresses whose state in Kafka is remembered; safe to ask from any thread. */
    int remembered();

    /** Bindings ended since the start; safe to ask from any thread. */
    long ended();

    /** Lets everything pass and concludes nothing. */
    static Sweep none() {
        return new Sweep() {
            @Override
            public boolean admits(Fingerprint binding) {
                return true;
            }

            @Override
            public List<Ending> endingsAt(Delivery.OfNotice notice) {
                return List.of();
            }

            @Override
            public int remembered() {
                return 0;
            }

            @Override
            public long ended() {
                return 0;
            }
        };
    }
}
