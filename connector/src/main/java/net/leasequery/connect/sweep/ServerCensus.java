package net.leasequery.connect.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.DhcpFamily;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the bindings topic the servers of one family that this connector does not follow, and what Kafka still shows
 * as leased by them. Such a server was renamed or removed, or another connector with the same topic prefix follows it:
 * which of the two, only the operator knows. Read by one thread.
 */
public final class ServerCensus implements ReadBackTarget {

    private final Set<String> followed;
    private final String family;
    private Map<String, Rows> others = new HashMap<>();
    private Map<String, List<Fingerprint>> leased = Map.of();
    private boolean complete;

    /**
     * A census of nothing yet.
     *
     * @param followed names of the servers that the connector follows
     */
    public ServerCensus(Set<String> followed, DhcpFamily family) {
        this.followed = Set.copyOf(followed);
        this.family = SourcePartition.nameOf(family);
    }

    /** What each server that is not followed still has leased in Kafka, by its name; empty before it is complete. */
    public Map<String, List<Fingerprint>> leased() {
        return leased;
    }

    @Override
    public boolean isAwaited() {
        return !complete;
    }

    @Override
    public void restart() {
        others = new HashMap<>();
    }

    @Override
    public void take(FingerprintHeader.Content content, byte @Nullable [] recordKey) {
        if (content.family().equals(family) && !followed.contains(content.server())) {
            others.computeIfAbsent(content.server(), name -> new Rows()).take(content, recordKey);
        }
    }

    @Override
    public void skip(byte @Nullable [] recordKey) {
        others.values().forEach(rows -> rows.skip(recordKey));
    }

    @Override
    public void complete() {
        Map<String, List<Fingerprint>> found = new TreeMap<>();
        others.forEach((server, rows) -> {
            List<Fingerprint> bound = rows.table.takeUnseen();
            if (!bound.isEmpty()) {
                found.put(server, bound);
            }
        });
        leased = found;
        complete = true;
    }

    @Override
    public int size() {
        return others.values().stream().mapToInt(rows -> rows.table.size()).sum();
    }

    @Override
    public String toString() {
        return "servers that are not followed";
    }

    /** Of one server. */
    private static final class Rows {

        private final BoundTable table = new BoundTable();
        private final RowsByRecordKey byRecordKey = new RowsByRecordKey();

        void take(FingerprintHeader.Content content, byte @Nullable [] recordKey) {
            table.readBack(content.fingerprint(), content.outdated());
            byRecordKey.put(recordKey, content.fingerprint());
        }

        void skip(byte @Nullable [] recordKey) {
            Fingerprint replaced = byRecordKey.remove(recordKey);
            if (replaced != null) {
                table.forget(replaced);
            }
        }
    }
}
