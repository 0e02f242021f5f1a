package net.leasequery.connect.sweep;

import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.subnet.SubnetFilter;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one server into a {@link KafkaView}. */
final class ServerRows implements ReadBackTarget {

    private final SourcePartition source;
    private final VpnScope vpns;
    private final SubnetFilter subnets;
    private final KafkaView view;
    private BoundTable table;
    private long serverChanges;
    private final RowsByRecordKey rows;

    ServerRows(SourcePartition source, VpnScope vpns, SubnetFilter subnets, KafkaView view) {
        this.source = source;
        this.vpns = vpns;
        this.subnets = subnets;
        this.view = view;
        this.table = view.newTable();
        this.rows = new RowsByRecordKey(view.bound());
    }

    @Override
    public boolean isAwaited() {
        return view.isNeeded() && !view.isWhole();
    }

    @Override
    public void restart() {
        table.clear();
        table = view.newTable();
        rows.clear();
    }

    @Override
    public void take(FingerprintHeader.Content content, byte @Nullable [] recordKey) {
        if (content.isOf(source)
                && subnets.passes(content.fingerprint().address())
                && (content.outdated() || vpns.includes(content.fingerprint().address()))) {
            serverChanges = Math.max(serverChanges, content.serverChanges());
            table.readBack(content.fingerprint(), content.outdated());
            rows.put(recordKey, content.fingerprint());
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
        view.adopt(table);
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
