package net.leasequery.systemtests.soak;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many records repeat earlier ones, by cause. One thread at a time. */
final class RepeatCauses {

    private final Map<RepeatCause, Long> counts = new EnumMap<>(RepeatCause.class);

    void count(RepeatCause cause) {
        counts.merge(cause, 1L, Long::sum);
    }

    void add(RepeatCauses others) {
        others.counts.forEach((cause, count) -> counts.merge(cause, count, Long::sum));
    }

    Map<RepeatCause, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** A line for each cause, with its share of all records. */
    String table(long records) {
        StringBuilder lines = new StringBuilder();
        counts.forEach((cause, count) ->
                lines.append("  %,11d %6.2f %%  %s%n".formatted(count, 100.0 * count / records, cause.text())));
        return lines.toString();
    }
}
