package net.leasequery.streams.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Reviews the troubles of one address or client: which begin, which become findings, which are over, and when to review
 * again. For one thread.
 */
public final class TroubleReview {
    private final ConfirmedViews confirmed;
    private final List<Bytes> waits = new ArrayList<>();
    private final List<Trouble> left = new ArrayList<>();

    /** @param confirmed how far views are complete */
    public TroubleReview(ConfirmedViews confirmed) {
        this.confirmed = confirmed;
    }

    /**
     * The present differences.
     *
     * @param possible by kind, the servers whose views differ if all views are complete
     * @param certain by kind, the servers whose views differ even if only complete views count
     * @param began start of a trouble that did not exist before
     * @param graceMillis how long a trouble may last before it becomes a finding
     */
    public record Present(
            Map<FindingKind, List<String>> possible,
            Map<FindingKind, List<String>> certain,
            long began,
            long graceMillis) {}

    /**
     * Reviews the troubles of one key. Afterwards {@link #troubles()} and {@link #waits()} return what to store.
     *
     * @param key to review again
     * @param before the stored troubles
     * @param present the present differences
     * @param opened receives each finding that opens or changes
     * @param closed receives each finding that is over
     */
    public void review(
            String key, List<Trouble> before, Present present, Consumer<Trouble> opened, Consumer<Trouble> closed) {
        waits.clear();
        left.clear();
        Map<FindingKind, Trouble> known = new EnumMap<>(FindingKind.class);
        before.forEach(trouble -> known.put(trouble.kind(), trouble));
        for (Trouble trouble : before) {
            if (!present.possible().containsKey(trouble.kind()) && trouble.open()) {
                closed.accept(trouble);
            }
        }
        present.possible().forEach((kind, servers) -> {
            Trouble trouble = known.getOrDefault(kind, new Trouble(kind, present.began(), false, servers));
            left.add(
                    present.certain().containsKey(kind)
                            ? judged(
                                    key,
                                    trouble,
                                    present.certain().getOrDefault(kind, servers),
                                    present.graceMillis(),
                                    opened)
                            : undecided(key, trouble, servers, present.graceMillis()));
        });
    }

    private Trouble judged(
            String key, Trouble trouble, List<String> servers, long graceMillis, Consumer<Trouble> opened) {
        Trouble now = new Trouble(trouble.kind(), trouble.since(), true, servers);
        if (trouble.open()) {
            if (!trouble.servers().equals(servers)) {
                opened.accept(now);
            }
            return now;
        }
        long due = trouble.since() + graceMillis;
        for (String server : servers) {
            if (confirmed.confirmedTo(server) < due || !confirmed.isReady()) {
                waits.add(DueTimes.atWatermark(server, Math.max(due, nextOf(server)), key));
                return new Trouble(trouble.kind(), trouble.since(), false, servers);
            }
        }
        opened.accept(now);
        return now;
    }

    /** Keeps the trouble as it is: an incomplete view proves neither that a trouble exists nor that it is over. */
    private Trouble undecided(String key, Trouble trouble, List<String> servers, long graceMillis) {
        for (String server : servers) {
            if (!confirmed.isComplete(server)) {
                waits.add(DueTimes.atWatermark(server, Math.max(trouble.since() + graceMillis, nextOf(server)), key));
                break;
            }
        }
        return trouble.open() ? trouble : new Trouble(trouble.kind(), trouble.since(), false, servers);
    }

    private long nextOf(String server) {
        return confirmed.confirmedTo(server) + 1;
    }

    /** Returns the troubles to store. */
    public List<Trouble> troubles() {
        return List.copyOf(left);
    }

    /** Returns the entries of {@link DueTimes} at which to review again. */
    public List<Bytes> waits() {
        return new ArrayList<>(waits);
    }

    /** Whether one of these kinds is an open finding. */
    public static boolean anyOpen(List<Trouble> troubles, Set<FindingKind> kinds) {
        return troubles.stream().anyMatch(trouble -> trouble.open() && kinds.contains(trouble.kind()));
    }
}
