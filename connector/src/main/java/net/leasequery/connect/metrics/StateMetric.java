package net.leasequery.connect.metrics;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A state as a number, which every monitoring system can draw, and as a text beside it. */
final class StateMetric {

    private StateMetric() {}

    /**
     * The two metrics of a state.
     *
     * @param name of the number; that of the text is {@code <name>-name}
     * @param description what it is the state of
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
