package net.leasequery.quickstart.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what is shown of the bindings that arrive: everything but most of a snapshot, which is counted and whose first
 * leases are shown, so that the live changes stay on one screen with what was printed before. One thread.
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

    /** A line for what was counted and not shown since the last one; none if there was nothing. */
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
