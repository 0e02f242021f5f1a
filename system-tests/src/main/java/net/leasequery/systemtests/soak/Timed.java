package net.leasequery.systemtests.soak;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Something that happens at a time.
 *
 * @param at from the start of the schedule
 */
record Timed<T>(Duration at, T what) {

    static <T> List<Timed<T>> inOrder(List<Timed<T>> timed) {
        return timed.stream()
                .sorted(Comparator.comparing((Timed<T> one) -> one.at()))
                .toList();
    }

    @Override
    public String toString() {
        return "%.1f s %s".formatted(at.toMillis() / 1000.0, what);
    }
}
