package net.leasequery.requestor.internal.netty;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs each step of a state machine to its end before the next: an effect can itself cause an event,
 * as a write does that fails at once. A step that throws is a bug, and whoever polls shall hear of it.
 * Lives on the event loop.
 *
 * @param <S> outcome of a step
 */
final class StepQueue<S> {

    private final ArrayDeque<Supplier<S>> steps = new ArrayDeque<>();
    private final Consumer<S> perform;
    private final Consumer<RuntimeException> breakDown;
    private boolean performing;

    /**
     * @param perform takes on the new state and performs the effects
     * @param breakDown ends everything because of a bug
     */
    StepQueue(Consumer<S> perform, Consumer<RuntimeException> breakDown) {
        this.perform = perform;
        this.breakDown = breakDown;
    }

    void take(Supplier<S> step) {
        steps.add(step);
        if (performing) {
            return;
        }
        performing = true;
        try {
            for (Supplier<S> next = steps.poll(); next != null; next = steps.poll()) {
                perform.accept(next.get());
            }
        } catch (RuntimeException e) {
            breakDown.accept(e);
        } finally {
            performing = false;
        }
    }
}
