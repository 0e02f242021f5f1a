package net.leasequery.simulator.network;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Carries messages between named nodes. A message is an action that runs at its receiver when it arrives; it never
 * arrives if the path is cut when it is sent or when it would arrive. Runs in the scheduler's thread.
 */
public final class MessageNetwork {

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Set<Way> cut = new HashSet<>();
    private final Map<Way, Queue<Runnable>> streams = new HashMap<>();
    private LinkConditions conditions;

    /** Creates a network on which every node reaches every other. */
    public MessageNetwork(Scheduler scheduler, RandomGenerator random, LinkConditions conditions) {
        this.scheduler = scheduler;
        this.random = random;
        this.conditions = conditions;
    }

    /** Changes what happens to messages from now on. */
    public void conditions(LinkConditions newConditions) {
        conditions = newConditions;
    }

    /** Sends a datagram: it may be lost, arrive twice, or overtake another. */
    public void send(String from, String to, Runnable arrival) {
        Way way = new Way(from, to);
        int copies = random.nextDouble() < conditions.duplication() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= conditions.loss()) {
                deliver(way, delay(), arrival);
            }
        }
    }

    /** Sends on a stream: in order and once, or not at all while the path is cut. */
    public void sendInOrder(String from, String to, Runnable arrival) {
        Way way = new Way(from, to);
        if (cut.contains(way)) {
            return;
        }
        Queue<Runnable> stream = streams.computeIfAbsent(way, none -> new ArrayDeque<>());
        stream.add(arrival);
        // Whatever is due first delivers what was sent first: timers of real time are not exact enough to keep an
        // order.
        scheduler.after(delay(), () -> {
            Runnable first = stream.remove();
            if (!cut.contains(way)) {
                first.run();
            }
        });
    }

    /** Cuts one direction: nothing that {@code from} sends reaches {@code to}. */
    public void cut(String from, String to) {
        cut.add(new Way(from, to));
    }

    /** Cuts every path between the nodes of one set and those of the other, in both directions. */
    public void partition(Collection<String> one, Collection<String> other) {
        for (String left : one) {
            for (String right : other) {
                cut(left, right);
                cut(right, left);
            }
        }
    }

    /** Restores one direction. */
    public void mend(String from, String to) {
        cut.remove(new Way(from, to));
    }

    /** Restores every path. */
    public void mendAll() {
        cut.clear();
    }

    /** Whether a message from one node would reach the other now. */
    public boolean reaches(String from, String to) {
        return !cut.contains(new Way(from, to));
    }

    private Duration delay() {
        long shortest = conditions.shortestDelay().toNanos();
        long longest = conditions.longestDelay().toNanos();
        return Duration.ofNanos(longest == shortest ? shortest : random.nextLong(shortest, longest + 1));
    }

    private void deliver(Way way, Duration delay, Runnable arrival) {
        if (cut.contains(way)) {
            return;
        }
        scheduler.after(delay, () -> {
            if (!cut.contains(way)) {
                arrival.run();
            }
        });
    }

    private record Way(String from, String to) {}
}
