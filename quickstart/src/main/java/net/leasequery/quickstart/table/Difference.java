package net.leasequery.quickstart.table;

import org.jspecify.annotations.Nullable;

/**
 * One disagreement between the server's table and the topic.
 *
 * @param field a name of the Avro contract; {@code state} stands for the whole row if one side lacks it
 * @param server null if the server has no such value
 * @param kafka null if the topic has no such value
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
