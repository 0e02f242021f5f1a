package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.leasequery.codec.PrintableText;
import net.leasequery.quickstart.cluster.SimulatorProcess;
import net.leasequery.quickstart.table.KafkaTable;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Restarts the DHCP server once without its history, and shows the topic of events from the beginning until the
 * missing changes are recovered. One thread.
 */
final class FaultOnRequest implements AutoCloseable {
    /** The values of {@code --fault}. */
    static final Set<String> KINDS = Set.of("restart");

    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(1);
    private static final int LONGEST_TEXT = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final SimulatorProcess simulator;
    private final KafkaTable events;
    private final Duration after;
    private final int columns;
    private boolean settled;
    private boolean injected;
    private boolean missing;
    private boolean recovered;

    /**
     * Creates a fault that is still to come.
     *
     * @param events the topic of events; closed with this
     * @param run how long bindings are shown; null for until interrupted
     */
    FaultOnRequest(SimulatorProcess simulator, KafkaTable events, @Nullable Duration run, int columns) {
        this.simulator = simulator;
        this.events = events;
        this.after = run == null || run.compareTo(FIRST_LOOK.multipliedBy(2)) > 0 ? FIRST_LOOK : run.dividedBy(2);
        this.columns = columns;
    }

    /** Takes the next step, and returns the lines to show. */
    List<String> step(Duration elapsed) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        if (!injected && settled && elapsed.compareTo(after) >= 0) {
            simulator.control("restart forget");
            injected = true;
            lines.add("--- the DHCP server has restarted and has forgotten what changed before");
        }
        for (ConsumerRecord<@Nullable Object, @Nullable Object> record : events.poll(POLL)) {
            if (record.value() instanceof GenericRecord event) {
                lines.add(line(event, record.timestamp()));
                judge(text(event, "type"));
            }
        }
        return lines;
    }

    /** Delays the fault until the end of the first load, and then waits for the changes that the fault has hidden. */
    private void judge(String type) {
        boolean complete = type.equals("GAP_FILLED") || type.equals("CATCH_UP_COMPLETED");
        settled |= complete;
        missing |= injected && type.equals("DATA_MISSING");
        recovered |= missing && complete;
    }

    /** Whether there is more to come. */
    boolean isUnderWay(Duration elapsed) {
        return !recovered && elapsed.compareTo(after.plus(LONGEST_RECOVERY)) < 0;
    }

    private String line(GenericRecord event, long timestamp) {
        StringBuilder line = new StringBuilder(TIME.format(Instant.ofEpochMilli(timestamp)))
                .append(" event    ")
                .append(text(event, "type"));
        if (event.get("gapStart") instanceof Long start && event.get("gapEnd") instanceof Long end) {
            line.append(' ')
                    .append(TIME.format(Instant.ofEpochMilli(start)))
                    .append(" to ")
                    .append(TIME.format(Instant.ofEpochMilli(end)));
        }
        if (event.get("count") instanceof Long count) {
            line.append(", ").append(count);
        }
        for (String field : List.of("reason", "detail")) {
            if (!text(event, field).isEmpty()) {
                line.append(", ").append(text(event, field));
            }
        }
        return line.length() <= columns ? line.toString() : line.substring(0, columns - 1) + "…";
    }

    private static String text(GenericRecord event, String field) {
        Object value = event.get(field);
        return value == null ? "" : PrintableText.of(value.toString(), LONGEST_TEXT);
    }

    @Override
    public void close() {
        events.close();
    }
}
