package net.leasequery.systemtests.soak;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.leasequery.quickstart.table.Comparison;
import net.leasequery.quickstart.table.Difference;
import net.leasequery.quickstart.table.Row;
import net.leasequery.quickstart.table.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on one server's topic.
 *
 * @param bindings keys in the topic
 * @param lost keys that are missing in the topic, or whose last record is older than the server's last change
 * @param wrong keys that differ in any other way
 * @param differences all of them, field by field
 */
record Verdict(int bindings, int lost, int wrong, List<Difference> differences) {

    Verdict {
        differences = List.copyOf(differences);
    }

    /**
     * Compares the two tables.
     *
     * @param serverNow server's clock, not before the tables were taken
     */
    static Verdict of(Map<RowKey, Row> server, Map<RowKey, Row> kafka, Instant serverNow) {
        Comparison comparison = Comparison.of(server, kafka, serverNow);
        Set<RowKey> differing = new LinkedHashSet<>();
        comparison.differences().forEach(difference -> differing.add(difference.key()));
        int lost = 0;
        for (RowKey key : differing) {
            lost += isLost(server.get(key), kafka.get(key)) ? 1 : 0;
        }
        return new Verdict(comparison.bindings(), lost, differing.size() - lost, comparison.differences());
    }

    private static boolean isLost(@Nullable Row lease, @Nullable Row binding) {
        return lease != null && (binding == null || changeTime(binding) < changeTime(lease));
    }

    /** The later of the two times of a binding's changes; 0 if it has neither. */
    private static long changeTime(Row row) {
        return Math.max(time(row, "stateStartTime"), time(row, "lastTransactionTime"));
    }

    private static long time(Row row, String field) {
        return Long.parseLong(Objects.requireNonNullElse(row.field(field), "0"));
    }
}
