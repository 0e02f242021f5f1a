package net.leasequery.simulator.churn;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseDatabase;

/**
 * Makes the changes of a simulated network. Deterministic: the same settings, clock readings and calls make the same
 * changes. Called only on the thread that writes the database.
 */
public final class Churn {

    private final LeaseDatabase database;
    private final ServerClock clock;
    private final ChurnSettings settings;
    private final Random random;
    private final Subscribers subscribers;
    private final SlotSet free;
    private final SlotSet active;
    private final SlotSet abandoned;

    /** Creates churn over a database; also follows changes that others make to it. */
    public Churn(LeaseDatabase database, ServerClock clock, ChurnSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.subscribers = Subscribers.of(database.table());
        int slots = database.table().size();
        this.free = new SlotSet(slots);
        this.active = new SlotSet(slots);
        this.abandoned = new SlotSet(slots);
        for (int slot = 0; slot < slots; slot++) {
            file(slot, database.table().get(slot));
        }
        database.addListener((slot, before, after) -> file(slot, after));
    }

    /**
     * Leases addresses as if the network had been running for a while: the leases began at various times before now,
     * and none has ended.
     *
     * @param leases how many; no more than there are free addresses
     */
    public void populate(int leases) {
        Instant now = clock.now();
        for (int i = 0; i < leases && !free.isEmpty(); i++) {
            int slot = free.draw(random);
            Lease old = database.table().get(slot);
            long seconds = leaseSeconds();
            Instant renewed = now.minusSeconds(1 + random.nextInt((int) Math.max(1, seconds / 2)));
            Instant bound = renewed.minusSeconds(random.nextInt((int) Math.min(seconds * 4, Integer.MAX_VALUE)));
            Subscriber subscriber = subscribers.draw(random, slot);
            database.put(new Lease(
                    old.address(),
                    old.vpn(),
                    DhcpState.ACTIVE,
                    bound,
                    renewed,
                    old.address().type().term(renewed, Duration.ofSeconds(Math.max(2, seconds))),
                    subscriber.client(),
                    subscriber.relay(),
                    false));
        }
    }

    /** Makes this many changes. */
    public void tick(int changes) {
        for (int i = 0; i < changes; i++) {
            change(possible(settings.mix().draw(random)));
        }
    }

    private void change(ChurnKind kind) {
        switch (kind) {
            case DISCOVER -> {
                int slot = free.draw(random);
                Subscriber subscriber = subscribers.draw(random, slot);
                database.bind(slot, subscriber.client(), subscriber.relay(), leaseTime());
            }
            case RENEW -> database.renew(active.draw(random), leaseTime());
            case RELEASE -> database.release(active.draw(random));
            case DECLINE -> database.decline(active.draw(random));
            case RESET -> database.reset(abandoned.draw(random));
            case PARTNER -> partnerLeases();
        }
    }

    /** Returns the kind drawn, or another kind if the present leases do not allow it. */
    private ChurnKind possible(ChurnKind drawn) {
        return switch (drawn) {
            case DISCOVER, PARTNER -> roomForMore() ? drawn : active.isEmpty() ? ChurnKind.RESET : ChurnKind.RELEASE;
            case RENEW, RELEASE, DECLINE -> active.isEmpty() ? possible(ChurnKind.DISCOVER) : drawn;
            case RESET -> abandoned.isEmpty() ? possible(ChurnKind.RENEW) : drawn;
        };
    }

    private boolean roomForMore() {
        return !free.isEmpty()
                && (active.isEmpty()
                        || active.size()
                                < settings.occupancy() * database.table().size());
    }

    private void partnerLeases() {
        int slot = free.draw(random);
        Subscriber subscriber = subscribers.draw(random, slot);
        Duration delay =
                Duration.ofSeconds(random.nextInt((int) settings.partnerDelay().toSeconds() + 1));
        Instant reported = clock.now().minus(delay);
        Instant freed = database.table().get(slot).changed();
        Instant when = reported.isBefore(freed) ? freed : reported;
        database.learnFromPartner(slot, subscriber.client(), subscriber.relay(), leaseTime(), when);
    }

    private Duration leaseTime() {
        return Duration.ofSeconds(leaseSeconds());
    }

    private long leaseSeconds() {
        long shortest = settings.shortestLease().toSeconds();
        long spread = settings.longestLease().toSeconds() - shortest;
        return shortest + (long) (random.nextDouble() * (spread + 1));
    }

    private void file(int slot, Lease lease) {
        free.remove(slot);
        active.remove(slot);
        abandoned.remove(slot);
        switch (lease.state()) {
            case AVAILABLE, EXPIRED, RELEASED, RESET -> free.add(slot);
            case ACTIVE -> active.add(slot);
            case ABANDONED -> abandoned.add(slot);
            case REMOTE, TRANSITIONING, UNKNOWN -> {
                // This server may not lease it: it is the partner's, or between two states.
            }
        }
    }
}
