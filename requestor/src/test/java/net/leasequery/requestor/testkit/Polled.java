package net.leasequery.requestor.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;

/** Everything that a test polled from a requestor so far. */
public final class Polled {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int SHOWN = 5;

    private final LeasequeryRequestor requestor;
    private final List<Delivery> all = new ArrayList<>();

    public Polled(LeasequeryRequestor requestor) {
        this.requestor = requestor;
    }

    /** Polls until a delivery of this type that fits has come, and returns it. */
    public <D extends Delivery> D await(Class<D> type, Predicate<D> fits) {
        int seen = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (; seen < all.size(); seen++) {
                if (type.isInstance(all.get(seen)) && fits.test(type.cast(all.get(seen)))) {
                    return type.cast(all.get(seen));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no such " + type.getSimpleName() + " within " + PATIENCE + " among "
                        + all.size() + ", the last of which are "
                        + all.subList(Math.max(0, all.size() - SHOWN), all.size()));
            }
            poll();
        }
    }

    /** Polls until a notice of this type has come, and returns its delivery. */
    public Delivery.OfNotice awaitNotice(Class<? extends Notice> type) {
        return await(Delivery.OfNotice.class, delivery -> type.isInstance(delivery.notice()));
    }

    /** Polls until this address was told of. */
    public Delivery.OfBinding awaitBinding(String address) {
        return await(
                Delivery.OfBinding.class,
                delivery -> delivery.binding().address().text().equals(address));
    }

    /** Polls until this address was told to be leased. */
    public Delivery.OfBinding awaitBound(String address) {
        return await(
                Delivery.OfBinding.class,
                delivery -> delivery.binding().address().text().equals(address)
                        && delivery.binding().state() == BindingState.ACTIVE);
    }

    /** Is true of the notice that so many polls are complete. To be used once. */
    public static Predicate<Delivery.OfNotice> polls(int count) {
        int[] seen = {0};
        return news -> {
            seen[0] += news.notice() instanceof Notice.PollCompleted ? 1 : 0;
            return seen[0] == count;
        };
    }

    /** Polls once, for a short while. */
    public void poll() {
        try {
            all.addAll(requestor.poll(Duration.ofMillis(100)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public List<Delivery> all() {
        return all;
    }

    /** All notices, in order. */
    public List<Notice> notices() {
        return notices(Notice.class);
    }

    /** All notices of this type, in order. */
    public <N extends Notice> List<N> notices(Class<N> type) {
        return all.stream()
                .filter(Delivery.OfNotice.class::isInstance)
                .map(delivery -> ((Delivery.OfNotice) delivery).notice())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Addresses of all bindings, in order. */
    public List<String> addresses() {
        return all.stream()
                .filter(Delivery.OfBinding.class::isInstance)
                .map(delivery ->
                        ((Delivery.OfBinding) delivery).binding().address().text())
                .toList();
    }
}
