package net.leasequery.systemtests.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/** How often each fault met each state. Not thread-safe; several instances are added up. */
final class Coverage {

    private final Map<String, Map<Action, LongAdder>> counts = new TreeMap<>();

    void count(String stream, String bulk, Action fault) {
        adder(stream + ", " + bulk, fault).increment();
    }

    void add(Coverage other) {
        other.counts.forEach((state, faults) ->
                faults.forEach((fault, count) -> adder(state, fault).add(count.sum())));
    }

    private LongAdder adder(String state, Action fault) {
        return counts.computeIfAbsent(state, unused -> new TreeMap<>())
                .computeIfAbsent(fault, unused -> new LongAdder());
    }

    /** A table of states against faults. */
    String table() {
        TreeSet<Action> faults = new TreeSet<>();
        counts.values().forEach(row -> faults.addAll(row.keySet()));
        StringBuilder table = new StringBuilder("fault");
        counts.keySet().forEach(state -> table.append(" | ").append(state));
        for (Action fault : faults) {
            table.append('\n').append(fault);
            counts.values().forEach(row -> {
                LongAdder count = row.get(fault);
                table.append(" | ").append(count == null ? "-" : count.toString());
            });
        }
        return table.append('\n').toString();
    }
}
