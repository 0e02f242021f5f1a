package net.leasequery.connect.sweep;

import java.time.Instant;
import java.util.List;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is about to be written, and concludes from a complete answer which bindings have ended.
 * Sees the deliveries in their order; not thread-safe.
 */
public interface Sweep {

    /** Whether a complete bulk answer would hold this binding; what came in one would. */
    default boolean covers(Delivery.OfBinding told) {
        return Coverage.OF_WHAT_CAME.covers(told.binding(), told.origin());
    }

    /** Whether this sweep looks at the digest and the details of what it is offered; if not, they are not computed. */
    default boolean comparesContent() {
        return true;
    }

    /** What is offered from now on becomes records that Kafka Connect gets at once. */
    default void batchBegins() {}

    /**
     * Takes note of a binding that the server told of.
     *
     * @param origin how it came
     * @return receipt for the record that must be written; null if Kafka shows the binding already and nothing
     *     has to be written
     */
    @Nullable
    Receipt offer(Fingerprint binding, Origin origin);

    /** Takes note that the message with the binding that was offered, or passed over, last has no further ones. */
    default void messageEnds() {}

    /** Takes note of a binding that the server told of and that is not to be written; it never enters the table. */
    default void passedOver(Delivery.OfBinding told) {}

    /** What ended, now that this notice has come; it must be written before the notice's resume state is stored. */
    List<Ending> endingsAt(Delivery.OfNotice notice);

    /**
     * What Kafka shows under keys that this version does not use, once it was read back; to be written before
     * anything else. What the server has of it is told under its new key.
     */
    default List<Ending> outdated() {
        return List.of();
    }

    /**
     * What ran out, now that everything up to this resume state has come.
     *
     * @return empty if whoever feeds this sweep tells of the ends of leases
     */
    default List<Ending> expiredBy(ResumeState received) {
        return List.of();
    }

    /**
     * What an answer lacked that was complete before the topic could be read back, once it has been. It must be
     * written before an offset is stored that says that nothing is owed.
     *
     * @param received resume state of the last delivery
     */
    default List<Ending> belatedEndings(ResumeState received) {
        return List.of();
    }

    /**
     * Takes note that an end is about to be written.
     *
     * @param nowMillis local clock
     * @return receipt for its record
     */
    default Receipt written(Ending ending, long nowMillis) {
        return Receipt.NONE;
    }

    /**
     * Ends that were written and are not in Kafka, because a transform dropped them or their failure was ignored; to be
     * written again.
     *
     * @param nowMillis local clock
     */
    default List<Ending> unwritten(long nowMillis) {
        return List.of();
    }

    /** Whether the last snapshot could not end what it lacked, and only another one can. */
    default boolean needsSnapshot() {
        return false;
    }

    /**
     * Whether an answer was complete, but what it lacks has not been ended yet. Is stored with each offset: a task
     * that starts with it asks for everything again.
     *
     * @param before whether it was owed at the last record
     */
    default boolean isOwed(boolean before) {
        return before;
    }

    /**
     * What to ask the server now; its answer must come back to this sweep.
     *
     * @param now local clock; names the question
     * @return null if nothing is to be asked, or not now
     */
    default @Nullable Question question(Instant now) {
        return null;
    }

    /**
     * The resume state to store for one that was received. Older while doubts remain that only the same messages of the
     * server would raise again after a restart.
     */
    default ResumeState storable(ResumeState received) {
        return received;
    }

    /** Bindings in doubt, of which the server has not been asked yet; safe to ask from any thread. */
    default int doubted() {
        return 0;
    }

    /** Doubts that could not be settled by asking; safe to ask from any thread. */
    default long leftToExpiry() {
        return 0;
    }

    /** Addresses whose state in Kafka is remembered; safe to ask from any thread. */
    int remembered();

    /** Bindings ended since the start; safe to ask from any thread. */
    long ended();

    /** Lets everything pass and concludes nothing. */
    static Sweep none() {
        return PassingSweep.INSTANCE;
    }
}
