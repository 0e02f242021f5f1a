package net.leasequery.connect.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Clients that the stream reported before the topic was read back. Their other bindings in Kafka are not known until
 * then, so they can be put in doubt only afterwards. Bounded in number. Not thread-safe.
 */
final class EarlyClients {

    static final int MOST_CLIENTS = 65_536;

    private final Set<Long> clients = new LinkedHashSet<>();
    private @Nullable ServerTime since;
    private boolean overflowed;

    /**
     * Remembers a client.
     *
     * @param receivedTo time up to which everything had been received before; null if not known
     */
    void add(long client, @Nullable ServerTime receivedTo) {
        if (clients.isEmpty()) {
            since = receivedTo;
        }
        if (clients.size() < MOST_CLIENTS) {
            clients.add(client);
        } else {
            overflowed = true;
        }
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    /**
     * Time up to which everything had been received before the first of them; null if there is none, or if it is not
     * known.
     */
    @Nullable
    ServerTime since() {
        return clients.isEmpty() ? null : since;
    }

    /**
     * Whether there were too many clients to remember. Only a snapshot shows which bindings the others no longer hold.
     */
    boolean isOverflowed() {
        return overflowed;
    }

    /** Forgets them all and returns them. */
    List<Long> take() {
        List<Long> taken = List.copyOf(clients);
        clients.clear();
        return taken;
    }
}
