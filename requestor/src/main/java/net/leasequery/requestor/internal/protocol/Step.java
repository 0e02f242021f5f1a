package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Outcome of one transition.
 *
 * @param state new state of the machine
 * @param effects to perform, in order
 * @param <S> states of the machine
 */
public record Step<S>(S state, List<Effect> effects) {

    /** Makes the list immutable. */
    public Step {
        effects = List.copyOf(effects);
    }

    static <S> Step<S> to(S state, Effect... effects) {
        return new Step<>(state, List.of(effects));
    }

    /** Returns this step with further effects before its own. */
    Step<S> after(List<? extends Effect> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<Effect> all = new ArrayList<>(earlier);
        all.addAll(effects);
        return new Step<>(state, all);
    }

    Step<S> after(Effect earlier) {
        return after(List.of(earlier));
    }
}
