package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Outcome of one transition.
 *
 * @param state the polling is in now
 * @param effects to perform, in order
 */
public record PollStep(PollState state, List<PollEffect> effects) {

    /** Makes the list immutable. */
    public PollStep {
        effects = List.copyOf(effects);
    }

    static PollStep to(PollState state, PollEffect... effects) {
        return new PollStep(state, List.of(effects));
    }

    PollStep after(PollEffect earlier) {
        List<PollEffect> all = new ArrayList<>();
        all.add(earlier);
        all.addAll(effects);
        return new PollStep(state, all);
    }
}
