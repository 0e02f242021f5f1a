package net.leasequery.requestor.statetable;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One row of a state table: in this state this event does this.
 *
 * @param state name of the state before
 * @param event its kind, then after a comma what is special about it
 * @param next name of the state expected after
 * @param effects expected, in order, in the words of {@link Effects}
 * @param section of the RFC that asks for it; empty if none does
 * @param step performs the transition
 */
record Row(String state, String event, String next, String effects, String section, Supplier<Outcome> step) {

    /**
     * What a transition came to.
     *
     * @param next name of the state after
     * @param effects in the words of {@link Effects}
     */
    record Outcome(String next, String effects) {}

    /** State and kind of event, without what is special about it. */
    String pair() {
        return state + " " + event.replaceFirst(",.*", "");
    }

    /** Those pairs that no row of a table is about. */
    static List<Row> without(List<Row> table, List<Row> pairs) {
        Set<String> reported = table.stream().map(Row::pair).collect(Collectors.toSet());
        return pairs.stream().filter(row -> !reported.contains(row.pair())).toList();
    }

    @Override
    public String toString() {
        return state + ": " + event;
    }
}
