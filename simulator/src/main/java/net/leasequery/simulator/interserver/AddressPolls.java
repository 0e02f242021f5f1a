package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.network.Scheduler;

/**
 * The POLLs that a server has under way (draft-ietf-dhc-interserver-alt-00 section 6.1). All members are asked at the
 * same time. Two servers that try to make the same address BINDABLE at the same time would both succeed by the
 * draft's rules; here the server whose name comes first goes on, and the other gives way.
 */
final class AddressPolls {

    private final String server;
    private final Duration timeout;
    private final Scheduler scheduler;
    private final BiConsumer<String, GroupMessage> send;
    private final Map<Long, Poll> running = new HashMap<>();
    private long polls;

    AddressPolls(String server, Duration timeout, Scheduler scheduler, BiConsumer<String, GroupMessage> send) {
        this.server = server;
        this.timeout = timeout;
        this.scheduler = scheduler;
        this.send = send;
    }

    /**
     * Asks every other member about addresses.
     *
     * @param bindable whether this server wants to make them BINDABLE
     * @param whenOver called once, when all have answered or the time is up
     */
    void poll(GroupSpecifier group, List<LeaseAddress> addresses, boolean bindable, Consumer<Answer> whenOver) {
        long number = ++polls;
        Set<String> others = new HashSet<>(group.members());
        others.remove(server);
        Poll poll = new Poll(new HashSet<>(addresses), bindable, others, new ArrayList<>(), whenOver);
        if (others.isEmpty()) {
            poll.end(true);
            return;
        }
        running.put(number, poll);
        for (String other : others) {
            send.accept(other, new GroupMessage.AddressRequest(group, number, addresses, bindable));
        }
        scheduler.after(timeout, () -> {
            Poll late = running.remove(number);
            if (late != null) {
                late.end(false);
            }
        });
    }

    /** Handles the answer of a member. */
    void answered(String from, GroupMessage.AddressReply reply) {
        Poll poll = running.get(reply.poll());
        if (poll == null || !poll.waiting.remove(from)) {
            return;
        }
        reply.bindings().forEach(binding -> poll.reported.add(new Report(from, binding)));
        if (poll.waiting.isEmpty()) {
            running.remove(reply.poll());
            poll.end(true);
        }
    }

    /**
     * Handles a question about an address that this server may be trying to make BINDABLE.
     *
     * @param from server that asks
     * @param bindable whether it wants to make the address BINDABLE, too; if it only asks, this server gives way
     * @return whether this server goes on, so that the other may not have the address
     */
    boolean holds(LeaseAddress address, String from, boolean bindable) {
        for (Poll poll : running.values()) {
            if (poll.bindable && poll.addresses.contains(address)) {
                if (bindable && server.compareTo(from) < 0) {
                    return true;
                }
                poll.addresses.remove(address);
            }
        }
        return false;
    }

    /** Drops every POLL without an answer, as a crash does. */
    void forget() {
        running.clear();
    }

    /**
     * The result of a POLL.
     *
     * @param complete whether every member has answered
     * @param addresses polled addresses for which this server has not given way
     * @param reported what the members reported
     */
    record Answer(boolean complete, Set<LeaseAddress> addresses, List<Report> reported) {

        /** Whether every member reports that nobody has the address. */
        boolean isUnbindableEverywhere(LeaseAddress address) {
            return complete && addresses.contains(address) && nobodyClaims(address);
        }

        /** Whether no member that has answered has the address or knows its holder. */
        boolean nobodyClaims(LeaseAddress address) {
            return reported.stream()
                    .filter(each -> each.binding.address().equals(address))
                    .allMatch(each -> each.binding.state() == AddressState.UNBINDABLE && !each.binding.unavailable());
        }
    }

    /**
     * What one member knows.
     *
     * @param by its name
     */
    record Report(String by, GroupBinding binding) {}

    private record Poll(
            Set<LeaseAddress> addresses,
            boolean bindable,
            Set<String> waiting,
            List<Report> reported,
            Consumer<Answer> whenOver) {

        void end(boolean complete) {
            whenOver.accept(new Answer(complete, Set.copyOf(addresses), List.copyOf(reported)));
        }
    }
}
