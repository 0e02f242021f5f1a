package net.leasequery.streams.lookup.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.TenureSource;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Asks every partition that may have an answer, here or at another instance. If a partition cannot be asked, there is
 * no answer at all: a partial one would look as if nobody had held the address. Safe for several threads.
 */
public final class DistributedTenures implements TenureSource {
    private final Partitions partitions;
    private final LocalTenures local;
    private final @Nullable Peers peers;
    private final Frontier frontier;

    /**
     * Creates a source.
     *
     * @param partitions all partitions and their locations
     * @param local partitions of this instance
     * @param peers other instances; null if none can be asked
     * @param frontier how far the inputs have been processed
     */
    public DistributedTenures(Partitions partitions, LocalTenures local, @Nullable Peers peers, Frontier frontier) {
        this.partitions = partitions;
        this.local = local;
        this.peers = peers;
        this.frontier = frontier;
    }

    @Override
    public TenurePage find(TenureQuestion question) throws UnavailableException, InterruptedException {
        if (frontier.reached() == Frontier.NOT_YET) {
            throw new UnavailableException("lease-streams is still processing what the topics held at its start");
        }
        List<Integer> here = new ArrayList<>();
        Map<String, List<Integer>> elsewhere = new TreeMap<>();
        for (int partition : wanted(question)) {
            if (local.has(partition)) {
                here.add(partition);
            } else {
                elsewhere
                        .computeIfAbsent(host(partition), none -> new ArrayList<>())
                        .add(partition);
            }
        }
        List<TenurePage> pages = new ArrayList<>();
        if (!elsewhere.isEmpty()) {
            if (peers == null) {
                throw new UnavailableException("Partitions " + elsewhere.values()
                        + " of the history are at another instance, or are being restored. For several instances"
                        + " set streams.application.server and http.forwarding.key.file");
            }
            pages.addAll(peers.find(question, elsewhere));
        }
        if (!here.isEmpty()) {
            pages.add(local.find(question, here));
        }
        return TenurePage.merge(pages, question.limit());
    }

    @Override
    public Instant processedTo() {
        return Instant.ofEpochMilli(frontier.reached());
    }

    /** Returns one partition for an address; all for a client or an IPv6 address, which a prefix may contain. */
    private List<Integer> wanted(TenureQuestion question) {
        String address = question.address();
        if (address == null || (address.contains(":") && !address.contains("/"))) {
            return IntStream.range(0, partitions.count()).boxed().toList();
        }
        return List.of(partitions.of(question.vpn(), address));
    }

    private String host(int partition) throws UnavailableException {
        String host = partitions.hostOf(partition);
        if (host == null) {
            throw new UnavailableException(
                    "Partition " + partition + " of the history is being restored, or moves between instances");
        }
        return host;
    }
}
