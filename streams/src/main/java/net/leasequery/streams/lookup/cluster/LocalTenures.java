package net.leasequery.streams.lookup.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Reads the stores of this instance. Safe for several threads. */
public final class LocalTenures {
    private final Partitions partitions;

    /** Creates a reader of these partitions. */
    public LocalTenures(Partitions partitions) {
        this.partitions = partitions;
    }

    /**
     * Returns a page from some partitions, all of which have to be open here.
     *
     * @throws UnavailableException if a partition is not open here
     */
    public TenurePage find(TenureQuestion question, List<Integer> of) throws UnavailableException {
        List<TenurePage> pages = new ArrayList<>();
        for (int partition : of) {
            try {
                pages.add(find(question, partitions.open(partition)));
            } catch (InvalidStateStoreException e) {
                throw new UnavailableException(
                        "Partition " + partition + " of the history is being restored, or moves between instances", e);
            }
        }
        return TenurePage.merge(pages, question.limit());
    }

    private static TenurePage find(TenureQuestion question, TenureReader reader) {
        return question.client() == null
                ? reader.ofAddress(
                        question.vpn(),
                        Objects.requireNonNull(question.address()),
                        question.range(),
                        question.limit(),
                        question.after())
                : reader.ofClient(question.client(), question.range(), question.limit(), question.after());
    }

    /** Whether a partition can be read here. */
    boolean has(int partition) {
        try {
            return partitions.open(partition) != null;
        } catch (InvalidStateStoreException e) {
            return false;
        }
    }
}
