package net.leasequery.connect.sweep;

import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.subnet.SubnetFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one server into a {@link KafkaView}, and how often the server has changed. That number is still
 * needed if the view is dropped meanwhile, to notice records of a server other than the one in the offset.
 */
final class ServerRows implements ReadBackTarget {

    private final SourcePartition source;
    private final VpnScope vpns;
    private final SubnetFilter subnets;
    private final KafkaView view;
    private BoundTable table;
    private long serverChanges;
    private boolean changesWanted;
    /** The table of the view at the start of the attempt. A later table lacks the records written in between. */
    private @Nullable BoundTable awaited;

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
        awaited = view.table();
    }

    @Override
    public void take(FingerprintHeader.Content content, int partition, byte @Nullable [] recordKey) {
        if (content.isOf(source)
                && subnets.passes(content.fingerprint().address())
                && (content.outdated() || vpns.includes(content.fingerprint().address()))) {
            serverChanges = Math.max(serverChanges, content.serverChanges());
            if (viewIsTheSame()) {
                table.readBack(content.fingerprint(), content.outdated());
                rows.put(partition, recordKey, content.fingerprint());
            } else if (table.size() > 0) {
                table.clear();
                rows.clear();
            }
        }
    }

    private boolean viewIsTheSame() {
        return awaited != null && awaited == view.table();
    }

    @Override
    public void skip(int partition, byte @Nullable [] recordKey) {
        String replaced = rows.remove(partition, recordKey);
        if (replaced != null) {
            table.forget(replaced);
        }
    }

    @Override
    public void complete() {
        rows.clear();
        changesWanted = false;
        if (viewIsTheSame()) {
            view.adopt(table);
        }
    }

    @Override
    public boolean hasOutdated() {
        return view.hasOutdated();
    }

    @Override
    public int surplusKeys() {
        return Math.max(0, rows.size() - table.size());
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
