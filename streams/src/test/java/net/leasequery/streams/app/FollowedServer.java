package net.leasequery.streams.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * The line between one simulated server and its connector: it may be cut, it loses what happened before a crash, and it
 * reports several changes of an address as one, as RFC 7724 section 6 allows; an address that changes again waits anew. The
 * server's clock is wrong, and may be set: by much, which the connector notices, or by little, which it does not.
 */
final class FollowedServer {
    private static final int KEPT_FOR_REPLAY = 20;

    /** What a connector takes for a step of the clock, and not for a message that waited. */
    private static final long NOTICED_MILLIS = 5_000;

    private final String name;
    private final Random random;
    private final NavigableMap<Instant, Long> skews = new TreeMap<>();
    private final Map<String, Lease> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> waitsSince = new HashMap<>();
    private final List<Lease> sent = new ArrayList<>();
    private final Map<String, Lease> held = new HashMap<>();
    private boolean connected = true;
    private boolean polled;
    private long unnoticed;

    FollowedServer(String name, Random random, long skewMillis) {
        this.name = name;
        this.random = random;
        skews.put(Instant.MIN, skewMillis);
    }

    /**
     * From now on the server reports what is leased, without a start of state, and an end by omitting the lease: as
     * Kea does, and DHCPv6 Bulk Leasequery.
     */
    void poll() {
        polled = true;
    }

    String name() {
        return name;
    }

    boolean isConnected() {
        return connected;
    }

    /** The server's clock is set; what it wrote down before stays as it was. */
    void setClock(Instant now, long millis) {
        skews.put(now, skewAt(now) + millis);
        unnoticed = 0;
    }

    /** It is set by so little that the connector goes on with what it believed, unless such steps add up. */
    void setClockByLittle(Instant now) {
        long millis = random.nextLong(2_000, NOTICED_MILLIS) * (random.nextBoolean() ? 1 : -1);
        long sum = unnoticed + millis;
        setClock(now, millis);
        unnoticed = Math.abs(sum) > NOTICED_MILLIS ? 0 : sum;
    }

    private long skewAt(Instant moment) {
        return Objects.requireNonNull(skews.floorEntry(moment)).getValue();
    }

    private long skew() {
        return skews.lastEntry().getValue();
    }

    /** Every change of a lease, in the server's thread. */
    void changed(Lease lease, Instant now) {
        String address = lease.address().toString();
        waiting.remove(address);
        waiting.put(address, lease);
        waitsSince.putIfAbsent(address, now);
    }

    void cut(Site site) {
        if (connected) {
            connected = false;
            site.event(name, "DISCONNECTED");
        }
    }

    /** Connects again. */
    void mend(Site site, boolean historyIsLost) {
        if (connected) {
            return;
        }
        connected = true;
        // The first message of a connection has not waited.
        unnoticed = 0;
        long now = site.now().toEpochMilli() + skew();
        site.event(name, "CONNECTED");
        if (historyIsLost) {
            site.event(name, "DATA_MISSING", event -> event.put("gapOpen", true));
            send(site, "GAP_FILL");
            site.event(name, "GAP_FILLED", event -> event.put("baseTime", now));
        } else {
            send(site, "CATCH_UP");
        }
        site.event(name, "CATCH_UP_COMPLETED", event -> event.put("baseTime", now));
    }

    /** A connector that was killed writes what it had not committed again. */
    void replay(Site site) {
        if (connected) {
            List.copyOf(sent).forEach(lease -> write(site, lease, "LIVE"));
        }
    }

    /** Sometimes tells what has changed, and then that it has told everything. */
    void report(Site site) {
        if (!connected) {
            return;
        }
        if (random.nextInt(3) > 0) {
            send(site, "LIVE");
        }
        // A clock that is ahead shows with every message; one that is behind might be a queue.
        unnoticed -= Math.max(0, unnoticed) / 8;
        long now = site.now().toEpochMilli();
        long oldest = waitsSince.values().stream()
                .mapToLong(Instant::toEpochMilli)
                .min()
                .orElse(now);
        site.heartbeat(name, heartbeat -> {
            heartbeat.put("baseTime", now + skew());
            heartbeat.put("lagSeconds", oldest == now ? 0 : (now - oldest) / 1000 + 1);
            heartbeat.put("clockSkewMillis", measuredSkew());
        });
    }

    private void send(Site site, String origin) {
        waiting.values().forEach(lease -> {
            write(site, lease, origin);
            sent.add(lease);
        });
        waiting.clear();
        waitsSince.clear();
        while (sent.size() > KEPT_FOR_REPLAY) {
            sent.remove(0);
        }
    }

    private void write(Site site, Lease lease, String origin) {
        String address = lease.address().toString();
        if (!polled || lease.state() == DhcpState.ACTIVE) {
            held.put(address, lease);
            write(site, lease, origin, polled ? FollowedServer::withoutStart : binding -> {});
            return;
        }
        Lease last = held.remove(address);
        if (last != null) {
            Instant expiry =
                    Objects.requireNonNull(Objects.requireNonNull(last.term()).expiry());
            write(site, last, origin, binding -> {
                withoutStart(binding);
                binding.put("state", expiry.isAfter(site.now()) ? "UNKNOWN" : "EXPIRED");
                binding.put("inferred", true);
                binding.put("hardwareType", null);
                binding.put("hardwareAddress", null);
            });
        }
    }

    private static void withoutStart(Map<String, @Nullable Object> binding) {
        binding.put("stateStartTime", null);
    }

    private void write(Site site, Lease lease, String origin, Consumer<Map<String, @Nullable Object>> edit) {
        site.binding(name, lease.address().toString(), binding -> {
            SimulatedBindings.fill(binding, lease);
            edit.accept(binding);
            for (String time : new String[] {"stateStartTime", "lastTransactionTime", "leaseExpiryTime"}) {
                if (binding.get(time) instanceof Long moment) {
                    // Offsets from a base-time in whole seconds: each record may be a second off.
                    binding.put(time, reported(lease, moment) + 1000L * random.nextInt(2));
                }
            }
            binding.put("clockSkewMillis", measuredSkew());
            binding.put("origin", origin);
        });
    }

    /** By the server's clock of the moment when it wrote it down: the end of a lease when it gave it. */
    private long reported(Lease lease, long moment) {
        Instant written = Instant.ofEpochMilli(moment);
        if (written.isAfter(lease.changed())) {
            written = lease.changed();
        }
        return moment + skewAt(written) / 1000 * 1000;
    }

    private long measuredSkew() {
        return skew() - unnoticed + random.nextInt(-400, 400);
    }
}
