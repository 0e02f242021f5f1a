package net.leasequery.requestor.internal.protocol;

import java.util.List;

/**
 * Outcome of one transition.
 *
 * @param state the back-fill is in now
 * @param retained state, with what is owed now
 * @param effects to perform, in order
 */
public record BackfillStep(BackfillState state, RetainedState retained, List<BackfillEffect> effects) {

    /** Makes the list immutable. */
    public BackfillStep {
        effects = List.copyOf(effects);
    }

    static BackfillStep to(BackfillState state, RetainedState retained, BackfillEffect... effects) {
        return new BackfillStep(state, retained, List.of(effects));
    }
}
