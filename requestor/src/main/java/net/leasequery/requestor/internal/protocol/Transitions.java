package net.leasequery.requestor.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The transitions of one phase of a state machine, by event. An event without a transition changes nothing.
 *
 * @param <P> the phase, as data
 * @param <C> data that the machine keeps in every phase
 * @param <S> states of the machine
 */
final class Transitions<P, C, S> {

    /** One transition. */
    @FunctionalInterface
    interface Transition<P, E, C, S> {
        Step<S> apply(P phase, E event, C context);
    }

    private final Map<Class<? extends Event>, Transition<P, Event, C, S>> byEvent = new HashMap<>();
    private final BiFunction<P, C, S> unchanged;

    /** @param unchanged gives the machine's state after an ignored event */
    Transitions(BiFunction<P, C, S> unchanged) {
        this.unchanged = unchanged;
    }

    <E extends Event> Transitions<P, C, S> on(
            Class<E> type, Transition<? super P, ? super E, ? super C, S> transition) {
        byEvent.put(type, (phase, event, context) -> transition.apply(phase, type.cast(event), context));
        return this;
    }

    Step<S> next(P phase, Event event, C context) {
        Transition<P, Event, C, S> transition = byEvent.get(event.getClass());
        return transition == null ? Step.to(unchanged.apply(phase, context)) : transition.apply(phase, event, context);
    }
}
