package net.leasequery.connect.readback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.HeapOctets;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.DhcpFamily;
import org.jspecify.annotations.Nullable;

/**
 * Finds the servers of one family in the bindings topic that this connector does not follow, and the bindings that
 * Kafka still shows as leased by them. Such a server was renamed or removed, or another connector with the same topic
 * prefix follows it; only the operator knows which. Used by one thread.
 */
public final class ServerCensus implements ReadBackTarget {

    /** Empty tables, and their map entry. */
    private static final int OCTETS_PER_SERVER = 640;

    private final Set<String> followed;
    private final String family;
    private final TableBound bound;
    private final Map<String, ReadBackRows> others = new HashMap<>();
    private Map<String, List<Fingerprint>> leased = Map.of();
    private boolean complete;

    /**
     * Starts an empty census.
     *
     * @param followed names of the servers that the connector follows
     * @param bound limits the heap that this takes; a full census reports no servers
     */
    public ServerCensus(Set<String> followed, DhcpFamily family, TableBound bound) {
        this.bound = bound;
        this.followed = Set.copyOf(followed);
        this.family = SourcePartition.nameOf(family);
    }

    /**
     * Returns the bindings that Kafka still shows as leased, by the name of the server that is not followed; empty
     * before the census is complete.
     */
    public Map<String, List<Fingerprint>> leased() {
        return leased;
    }

    /** Whether the census did not fit. Then {@link #leased} is empty, which means nothing. */
    public boolean isFull() {
        return bound.isFull();
    }

    /** Frees all memory, including the leased bindings. */
    public void release() {
        leased = Map.of();
        bound.close();
    }

    @Override
    public boolean isAwaited() {
        return !complete;
    }

    @Override
    public void restart() {
        others.values().forEach(ReadBackRows::clear);
        others.clear();
    }

    @Override
    public void take(FingerprintHeader.Content content, int partition, byte @Nullable [] recordKey) {
        if (bound.isFull()) {
            others.clear();
        } else if (content.family().equals(family) && !followed.contains(content.server())) {
            if (!others.containsKey(content.server())
                    && !bound.take(OCTETS_PER_SERVER + HeapOctets.text(content.server()))) {
                return;
            }
            others.computeIfAbsent(content.server(), name -> new ReadBackRows(new BoundTable(bound), bound))
                    .take(content, partition, recordKey);
        }
    }

    @Override
    public void skip(int partition, byte @Nullable [] recordKey) {
        others.values().forEach(rows -> rows.skip(partition, recordKey));
    }

    @Override
    public void complete() {
        Map<String, List<Fingerprint>> found = new TreeMap<>();
        others.forEach((server, rows) -> {
            List<Fingerprint> held = rows.table().takeUnseen();
            bound.take((long) HeapOctets.FINGERPRINT * held.size());
            if (!held.isEmpty()) {
                found.put(server, held);
            }
        });
        restart();
        leased = bound.isFull() ? Map.of() : found;
        complete = true;
    }

    @Override
    public int size() {
        return others.values().stream().mapToInt(rows -> rows.table().size()).sum();
    }

    @Override
    public String toString() {
        return "servers that are not followed";
    }
}
