package net.leasequery.connect.metrics;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A state as a number, which every monitoring system can plot, and as text. */
final class StateMetric {

    private StateMetric() {}

    /**
     * Returns the two metrics of a state.
     *
     * @param name of the number; the text is called {@code <name>-name}
     * @param description what has this state
     * @param states all of them, in the order of their numbers from 0 on; never to be reordered
     */
    static List<Metric> of(String name, String description, List<String> states, Supplier<String> state) {
        String numbers = IntStream.range(0, states.size())
                .mapToObj(number -> number + " " + states.get(number))
                .collect(Collectors.joining(", "));
        return List.of(
                new Metric(name, description + ": " + numbers, () -> states.indexOf(state.get())),
                new Metric(name + "-name", "the same as a text", state::get));
    }
}
