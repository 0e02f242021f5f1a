package net.leasequery.quickstart.table;

import org.jspecify.annotations.Nullable;

/**
 * One disagreement between the server's table and the topic.
 *
 * @param field a name of the Avro contract; {@code state} stands for the row when one side lacks it whole
 * @param server null when the server has no such value
 * @param kafka null when the topic has no such value
 */
public record Difference(
        RowKey key,
        String field,
        @Nullable String server,
        @Nullable String kafka) {

    @Override
    public String toString() {
        return key + " " + field + ": server " + text(server) + ", Kafka " + text(kafka);
    }

    private static String text(@Nullable String value) {
        return value == null ? "(none)" : value;
    }
}
