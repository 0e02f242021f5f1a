package net.leasequery.simulator.interserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.leasequery.simulator.lease.LeaseAddress;

/**
 * PUSHes that have not been answered (draft-ietf-dhc-interserver-alt-00 section 6.1.1). Each is sent a few times and
 * then dropped: the protocol requires a server to try, not to succeed.
 */
final class Pushes {

    private static final int ATTEMPTS = 5;

    private final BiConsumer<String, GroupMessage> send;
    private final Map<Key, Pending> pending = new HashMap<>();

    Pushes(BiConsumer<String, GroupMessage> send) {
        this.send = send;
    }

    /** Sends a binding to others. */
    void push(GroupSpecifier group, List<String> others, GroupBinding binding) {
        for (String other : others) {
            pending.put(new Key(other, binding.address()), new Pending(binding, 1));
            send.accept(other, new GroupMessage.Update(group, binding));
        }
    }

    /** Records the answer of another server. */
    void answered(String from, GroupBinding about) {
        pending.computeIfPresent(
                new Key(from, about.address()), (key, sent) -> sent.binding.equals(about) ? null : sent);
    }

    /** Sends unanswered PUSHes again. */
    void again(GroupSpecifier group) {
        pending.replaceAll((key, sent) -> new Pending(sent.binding, sent.attempts + 1));
        pending.values().removeIf(sent -> sent.attempts > ATTEMPTS);
        pending.forEach((key, sent) -> {
            if (group.has(key.server)) {
                send.accept(key.server, new GroupMessage.Update(group, sent.binding));
            }
        });
    }

    /** Drops all PUSHes, as a crash does. */
    void forget() {
        pending.clear();
    }

    private record Key(String server, LeaseAddress address) {}

    private record Pending(GroupBinding binding, int attempts) {}
}
