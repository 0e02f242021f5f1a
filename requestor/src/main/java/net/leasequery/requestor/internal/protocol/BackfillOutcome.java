package net.leasequery.requestor.internal.protocol;

/**
 * What a transition of the back-fill changes.
 *
 * @param backfill what it is doing now
 * @param retained what live stream and back-fill know in common now, with what is owed
 */
public record BackfillOutcome(BackfillState backfill, RetainedState retained) {

    static Step<BackfillOutcome> to(BackfillState backfill, RetainedState retained, Effect... effects) {
        return Step.to(new BackfillOutcome(backfill, retained), effects);
    }
}
