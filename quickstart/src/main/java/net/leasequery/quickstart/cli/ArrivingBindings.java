package net.leasequery.quickstart.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which arriving bindings are shown: all of them, except that of a snapshot only the first leases are shown
 * and the rest is counted, so that the live changes stay on one screen with earlier output. One thread.
 */
final class ArrivingBindings {
    private static final int SHOWN_OF_A_SNAPSHOT = 5;

    private final BindingLine line;
    private int shown;
    private long leases;
    private long free;

    ArrivingBindings(BindingLine line) {
        this.line = line;
    }

    /** Lines for the records of one poll. */
    List<String> lines(Iterable<ConsumerRecord<@Nullable Object, @Nullable Object>> records) {
        List<String> lines = new ArrayList<>();
        for (ConsumerRecord<@Nullable Object, @Nullable Object> record : records) {
            if (!BindingLine.isOfSnapshot(record)) {
                lines.addAll(left());
                lines.add(line.of(record));
            } else if (BindingLine.isFree(record)) {
                free++;
            } else if (shown < SHOWN_OF_A_SNAPSHOT) {
                shown++;
                lines.add(line.of(record));
            } else {
                leases++;
            }
        }
        return lines;
    }

    /** A line for the bindings that were counted but not shown since the last such line; none if there were none. */
    private List<String> left() {
        if (leases == 0 && free == 0) {
            return List.of();
        }
        String counted = "         SNAPSHOT … %,d more leases and %,d free addresses".formatted(leases, free);
        leases = 0;
        free = 0;
        return List.of(counted);
    }
}
