package net.leasequery.connect.offset;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Position up to which the signals of a topic have been carried out or skipped. Immutable.
 *
 * @param next offset of the first unread record, by partition; a missing partition is unread
 */
public record SignalPosition(Map<Integer, Long> next) {

    private static final String NOWHERE = "-";
    /** The most partitions that fit into an offset. */
    public static final int MOST_PARTITIONS = 128;

    /** Makes the map immutable. */
    public SignalPosition {
        next = Map.copyOf(next);
    }

    /** Returns the position after a record. */
    public SignalPosition after(int partition, long offset) {
        Map<Integer, Long> later = new TreeMap<>(next);
        later.put(partition, offset + 1);
        return new SignalPosition(later);
    }

    /**
     * Parses the result of {@link #toString}.
     *
     * @throws IllegalArgumentException if the text is malformed
     */
    public static SignalPosition ofText(String text) {
        Map<Integer, Long> next = new TreeMap<>();
        if (!text.equals(NOWHERE)) {
            for (String entry : text.split(",", -1)) {
                if (!entry.matches("[0-9]{1,9}:[0-9]{1,18}") || next.size() == MOST_PARTITIONS) {
                    throw new IllegalArgumentException("expected partition:offset, at most " + MOST_PARTITIONS
                            + " times with commas between, as in 0:17");
                }
                int colon = entry.indexOf(':');
                next.put(Integer.valueOf(entry.substring(0, colon)), Long.valueOf(entry.substring(colon + 1)));
            }
        }
        return new SignalPosition(next);
    }

    /** Text of the form {@code 0:17}, with commas between partitions. It is stored in offsets and must not change. */
    @Override
    public String toString() {
        return next.isEmpty()
                ? NOWHERE
                : new TreeMap<>(next)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ":" + entry.getValue())
                                .collect(Collectors.joining(","));
    }
}
