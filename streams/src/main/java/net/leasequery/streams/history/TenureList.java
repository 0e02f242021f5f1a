package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.leasequery.streams.records.AddressKey;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The tenures of one address in one group that may still change, the oldest first. For one thread. */
final class TenureList {
    /** Limit of {@link #recent()}: each member of a group may report its own holder, and late records some more. */
    private static final int MOST = 24;

    private final AddressKey address;
    private final List<StoredTenure> tenures;
    private final List<StoredTenure> merged = new ArrayList<>();

    TenureList(AddressKey address, List<StoredTenure> tenures) {
        this.address = address;
        this.tenures = new ArrayList<>(tenures);
        sort();
    }

    List<StoredTenure> all() {
        return List.copyOf(tenures);
    }

    /** Returns the tenures that turned out to be part of others and are to be removed. */
    List<StoredTenure> merged() {
        return merged;
    }

    /** Returns the tenures of one client, the newest first. */
    List<StoredTenure> of(@Nullable String client) {
        List<StoredTenure> own = new ArrayList<>();
        for (StoredTenure tenure : tenures) {
            if (tenure.isOf(client)) {
                own.add(0, tenure);
            }
        }
        return own;
    }

    StoredTenure begin(long start, GenericRecord binding, @Nullable String client, long seen) {
        long free = Math.max(0, start);
        while (isTaken(free)) {
            free++;
        }
        StoredTenure begun = StoredTenure.begun(new TenureStoreKey(address, free), binding, client, seen);
        tenures.add(begun);
        sort();
        return begun;
    }

    private boolean isTaken(long start) {
        return tenures.stream().anyMatch(tenure -> tenure.key().start() == start)
                || merged.stream().anyMatch(tenure -> tenure.key().start() == start);
    }

    /** Whether a tenure that began by this moment may exist and is no longer listed. Never for one that is new. */
    boolean mayLack(long start) {
        return tenures.size() >= MOST
                && start < tenures.get(tenures.size() - 1).key().start();
    }

    /** Lists an older tenure again. */
    void recall(StoredTenure older) {
        tenures.add(older);
        sort();
    }

    void drop(StoredTenure outdated) {
        tenures.remove(outdated);
    }

    private void merge(StoredTenure part) {
        tenures.remove(part);
        merged.add(part);
    }

    /**
     * Merges a tenure with others of its client, because a server reports them as one and the client did not end any of
     * them. Returns the one with the earliest key.
     *
     * @param endedAfter of the others, exclusive
     * @param begunBy of the others
     */
    StoredTenure whole(StoredTenure match, long endedAfter, long begunBy) {
        StoredTenure whole = match;
        for (StoredTenure other : of(match.client())) {
            if (other != match && other.end() > endedAfter && other.start() <= begunBy) {
                boolean earlier = other.key().start() < whole.key().start();
                StoredTenure kept = earlier ? other : whole;
                StoredTenure part = earlier ? whole : other;
                kept.absorb(part);
                merge(part);
                whole = kept;
            }
        }
        return whole;
    }

    /** Returns the tenures to keep with the address: open ones and the newest. */
    List<GenericRecord> recent() {
        List<StoredTenure> kept = new ArrayList<>(tenures);
        while (kept.size() > MOST) {
            StoredTenure oldest =
                    kept.stream().filter(tenure -> !tenure.isOpen()).findFirst().orElse(kept.get(0));
            kept.remove(oldest);
        }
        return kept.stream().map(StoredTenure::recent).toList();
    }

    private void sort() {
        tenures.sort(Comparator.comparingLong(tenure -> tenure.key().start()));
    }
}
