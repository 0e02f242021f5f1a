package net.leasequery.requestor.internal.protocol;

/**
 * The result of a back-fill transition.
 *
 * @param backfill new state of the back-fill
 * @param retained new state shared by live stream and back-fill, including the gap that is owed
 */
public record BackfillOutcome(BackfillState backfill, RetainedState retained) {

    static Step<BackfillOutcome> to(BackfillState backfill, RetainedState retained, Effect... effects) {
        return Step.to(new BackfillOutcome(backfill, retained), effects);
    }
}
