package net.leasequery.streams.history;

import java.util.List;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.groups.Groups;

/**
 * Settings of all tasks.
 *
 * @param groups which servers share leases
 * @param epsilonMillis transactions no further apart count as simultaneous
 * @param retentionMillis how long a tenure is kept after its end
 * @param frontier how far the inputs have been processed
 * @param partitions number of partitions
 * @param untilCompaction topics that keep erased records until they are compacted
 * @param outside topics and places where this application does not erase
 */
public record HistorySettings(
        Groups groups,
        long epsilonMillis,
        long retentionMillis,
        Frontier frontier,
        int partitions,
        List<String> untilCompaction,
        List<String> outside) {

    /** Copies the lists. */
    public HistorySettings {
        untilCompaction = List.copyOf(untilCompaction);
        outside = List.copyOf(outside);
    }
}
