package net.leasequery.connect.readback;

import java.util.OptionalInt;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.VpnScope;
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
    private ReadBackRows rows;
    private long serverChanges;
    private boolean changesWanted;
    /** The table of the view at the start of the attempt. A later table lacks the records written in between. */
    private @Nullable BoundTable awaited;

    ServerRows(SourcePartition source, VpnScope vpns, SubnetFilter subnets, KafkaView view) {
        this.source = source;
        this.vpns = vpns;
        this.subnets = subnets;
        this.view = view;
        this.rows = new ReadBackRows(view.newTable(), view.bound());
        this.changesWanted = view.isNeeded();
    }

    @Override
    public boolean isAwaited() {
        return changesWanted || (view.isNeeded() && !view.isWhole());
    }

    @Override
    public void restart() {
        rows.clear();
        rows = new ReadBackRows(view.newTable(), view.bound());
        awaited = view.table();
    }

    @Override
    public void take(FingerprintHeader.Content content, int partition, byte @Nullable [] recordKey) {
        if (content.isOf(source)
                && subnets.passes(content.fingerprint().address())
                && (content.outdated() || vpns.includes(content.fingerprint().address()))) {
            serverChanges = Math.max(serverChanges, content.serverChanges());
            if (viewIsTheSame()) {
                rows.take(content, partition, recordKey);
            } else if (size() > 0) {
                rows.clear();
            }
        } else {
            // Another producer may have copied the header to a key of this server.
            skip(partition, recordKey);
        }
    }

    private boolean viewIsTheSame() {
        return awaited != null && awaited == view.table();
    }

    @Override
    public void skip(int partition, byte @Nullable [] recordKey) {
        rows.skip(partition, recordKey);
    }

    @Override
    public void complete() {
        rows.forgetKeys();
        changesWanted = false;
        if (viewIsTheSame()) {
            view.adopt(rows.table());
        }
    }

    @Override
    public boolean hasOutdated() {
        return view.hasOutdated();
    }

    @Override
    public OptionalInt surplusKeys() {
        return viewIsTheSame() ? OptionalInt.of(rows.surplusKeys()) : OptionalInt.empty();
    }

    @Override
    public long serverChanges() {
        return serverChanges;
    }

    @Override
    public int size() {
        return rows.table().size();
    }

    @Override
    public String toString() {
        return "server " + source.server();
    }
}
