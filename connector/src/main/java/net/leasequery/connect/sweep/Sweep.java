package net.leasequery.connect.sweep;

import java.time.Instant;
import java.util.List;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;

/**
 * Watches the records that are about to be written, and concludes from complete answers which bindings have ended. Gets
 * the deliveries in order; not thread-safe.
 */
public interface Sweep {

    /**
     * Whether a complete bulk answer would contain this binding. A binding that came in an answer counts as contained.
     */
    default boolean covers(Delivery.OfBinding delivered) {
        return Coverage.OF_WHAT_CAME.covers(delivered.binding(), delivered.origin());
    }

    /**
     * Whether this sweep uses the digest and the details of the fingerprints offered to it; if not, they are not
     * computed.
     */
    default boolean comparesContent() {
        return true;
    }

    /** Begins a batch: bindings offered from now on become records that Kafka Connect gets together. */
    default void batchBegins() {}

    /**
     * Records a binding that the server reported.
     *
     * @param origin how the binding came
     * @return receipt for the record that must be written; null if Kafka shows the binding already and no record is
     *     needed
     */
    @Nullable
    Receipt offer(Fingerprint binding, Origin origin);

    /** Records that the message with the last offered or passed-over binding has no further bindings. */
    default void messageEnds() {}

    /** Records a binding that the server reported but that is not to be written; it never enters the table. */
    default void passedOver(Delivery.OfBinding delivered) {}

    /**
     * Returns the bindings that end with this notice. Their records must be written before the notice's resume state is
     * stored.
     */
    List<Ending> endingsAt(Delivery.OfNotice notice);

    /**
     * Returns bindings that were read back under keys that this version does not use. Their records must be written
     * before anything else. Bindings that the server still has are reported under their new keys.
     */
    default List<Ending> outdated() {
        return List.of();
    }

    /**
     * Returns the leases that have run out, given that everything up to this resume state has been received.
     *
     * @return empty if the source of this sweep's deliveries reports the ends of leases itself
     */
    default List<Ending> expiredBy(ResumeState received) {
        return List.of();
    }

    /**
     * Returns the bindings missing from an answer that was complete before the topic could be read back, once it has
     * been. Their records must be written before an offset is stored that says that nothing is owed.
     *
     * @param received resume state of the last delivery
     */
    default List<Ending> belatedEndings(ResumeState received) {
        return List.of();
    }

    /**
     * Records that an end is about to be written, after the records of what was offered before.
     *
     * @return receipt for its record
     */
    default Receipt written(Ending ending) {
        return Receipt.NONE;
    }

    /**
     * Returns ends that were written but are not in Kafka, because a transform dropped them or their failure was
     * ignored. They must be written again.
     */
    default List<Ending> unwritten() {
        return List.of();
    }

    /** Whether the last snapshot could not end the bindings missing from it, so that another snapshot is needed. */
    default boolean needsSnapshot() {
        return false;
    }

    /**
     * Whether an answer was complete, but the bindings missing from it have not been ended yet. Stored with each
     * offset: a task that starts with such an offset requests everything again.
     *
     * @param before whether it was owed at the last record
     */
    default boolean isOwed(boolean before) {
        return before;
    }

    /**
     * Returns the question to ask the server now; its answer must be passed to this sweep.
     *
     * @param now local clock; names the question
     * @return null if there is no question, or not now
     */
    default @Nullable Question question(Instant now) {
        return null;
    }

    /**
     * Returns the resume state to store for one that was received. It is older while there are doubts that, after a
     * restart, only the same messages of the server would raise again.
     */
    default ResumeState storable(ResumeState received) {
        return received;
    }

    /** Number of bindings in doubt that the server has not been queried for yet; safe to call from any thread. */
    default int doubted() {
        return 0;
    }

    /** Number of doubts that no query could settle; safe to call from any thread. */
    default long leftToExpiry() {
        return 0;
    }

    /** Number of addresses whose state in Kafka is remembered; safe to call from any thread. */
    int remembered();

    /** Number of bindings ended since the start; safe to call from any thread. */
    long ended();

    /** Lets everything pass and concludes nothing. */
    static Sweep none() {
        return PassingSweep.INSTANCE;
    }
}
