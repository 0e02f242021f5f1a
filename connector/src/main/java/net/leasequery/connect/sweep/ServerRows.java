package net.leasequery.connect.sweep;

import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.subnet.SubnetFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one server into a {@link KafkaView}, and how often the server had changed. If the view is dropped
 * meanwhile, the latter is still wanted: records of another server than the offset names have to be noticed.
 */
final class ServerRows implements ReadBackTarget {

    private final SourcePartition source;
    private final VpnScope vpns;
    private final SubnetFilter subnets;
    private final KafkaView view;
    private BoundTable table;
    private long serverChanges;
    private boolean changesWanted;
    private boolean rowsSkipped;
    private final RowsByRecordKey rows;

    ServerRows(SourcePartition source, VpnScope vpns, SubnetFilter subnets, KafkaView view) {
        this.source = source;
        this.vpns = vpns;
        this.subnets = subnets;
        this.view = view;
        this.table = view.newTable();
        this.changesWanted = view.isNeeded();
        this.rows = new RowsByRecordKey(view.bound());
    }

    @Override
    public boolean isAwaited() {
        return changesWanted || (view.isNeeded() && !view.isWhole());
    }

    @Override
    public void restart() {
        table.clear();
        table = view.newTable();
        rows.clear();
        rowsSkipped = false;
    }

    @Override
    public void take(FingerprintHeader.Content content, byte @Nullable [] recordKey) {
        if (content.isOf(source)
                && subnets.passes(content.fingerprint().address())
                && (content.outdated() || vpns.includes(content.fingerprint().address()))) {
            serverChanges = Math.max(serverChanges, content.serverChanges());
            if (view.isNeeded()) {
                table.readBack(content.fingerprint(), content.outdated());
                rows.put(recordKey, content.fingerprint());
            } else if (!rowsSkipped) {
                rowsSkipped = true;
                table.clear();
                rows.clear();
            }
        }
    }

    @Override
    public void skip(byte @Nullable [] recordKey) {
        String replaced = rows.remove(recordKey);
        if (replaced != null) {
            table.forget(replaced);
        }
    }

    @Override
    public void complete() {
        rows.clear();
        changesWanted = false;
        // A view that was dropped and is needed again gets another attempt.
        if (!rowsSkipped) {
            view.adopt(table);
        }
    }

    @Override
    public boolean hasOutdated() {
        return view.hasOutdated();
    }

    @Override
    public long serverChanges() {
        return serverChanges;
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public String toString() {
        return "server " + source.server();
    }
}
