package net.leasequery.streams.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A record that stops the application is read again after each start. {@code -Dodd.seeds=N} tries more, from
 * {@code -Dodd.seed=M} on.
 */
class OddRecordsTest {
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            "",
            " ",
            "\0",
            "a\0b",
            "x".repeat(5_000),
            "ACTIVE",
            "RELEASED",
            "EXPIRED",
            "ipv4",
            "ipv6",
            "LIVE",
            "SNAPSHOT",
            "east",
            "192.0.2.1",
            "2001:db8::/48",
            "2001:db8::/129",
            "/",
            "::/x",
            "AAAA",
            "hw:",
            -1L,
            0L,
            1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            1e300,
            Double.MIN_VALUE,
            true,
            false,
            List.of(),
            Map.of(),
            Map.of("giaddr", "x", "circuitId", ""),
            Map.of("linkAddress", "\0"));
    private static final String[] BINDING = {
        "eventId",
        "server",
        "serverId",
        "leaseType",
        "address",
        "prefixLength",
        "vpn",
        "state",
        "origin",
        "hardwareType",
        "hardwareAddress",
        "clientId",
        "duid",
        "iaid",
        "hostname",
        "fqdn",
        "baseTime",
        "stateStartTime",
        "lastTransactionTime",
        "leaseExpiryTime",
        "renewalTime",
        "infiniteLease",
        "relay",
        "remote",
        "inferred",
        "options",
        "clockSkewMillis"
    };
    private static final String[] EVENT = {"server", "type", "time", "gapOpen", "baseTime", "clockSkewMillis"};
    private static final String[] HEARTBEAT = {"server", "time", "gapOpen", "baseTime", "lagSeconds", "clockSkewMillis"
    };
    private static final String[] TYPES = {
        "CONNECTED",
        "CATCH_UP_COMPLETED",
        "DISCONNECTED",
        "SNAPSHOT_STARTED",
        "SNAPSHOT_COMPLETED",
        "CLOCK_STEPPED",
        "SERVER_CHANGED",
        "RETIRED",
        "DATA_MISSING",
        "SOMETHING_NEW"
    };

    @TempDir
    private Path folder;

    @Test
    void oddRecordsStopNothing() {
        long first = Long.getLong("odd.seed", 1);
        for (long seed = first; seed < first + Integer.getInteger("odd.seeds", 2); seed++) {
            play(seed);
        }
    }

    private void play(long seed) {
        Random random = new Random(seed);
        List<String> reported = new ArrayList<>();
        try (Site site = Site.of(
                        folder.resolve("" + seed),
                        "features",
                        "merge,audit,history",
                        "groups",
                        "site",
                        "group.site.kind",
                        List.of("failover", "replicated", "independent").get((int) (seed % 3)),
                        "group.site.members",
                        "east,west")
                .live("east", "west", "north")) {
            for (int i = 0; i < 300; i++) {
                String server = List.of("east", "west", "north").get(random.nextInt(3));
                String address = "192.0.2." + random.nextInt(3);
                try {
                    switch (random.nextInt(8)) {
                        case 0 ->
                            site.event(server, TYPES[random.nextInt(TYPES.length)], event -> {
                                odd(random, event, EVENT, random.nextInt(3));
                                reported.add("event " + event);
                            });
                        case 1 ->
                            site.heartbeat(server, heartbeat -> {
                                odd(random, heartbeat, HEARTBEAT, random.nextInt(3));
                                reported.add("heartbeat " + heartbeat);
                            });
                        case 2 -> site.tombstone(server, address);
                        case 3 -> site.pass(random.nextInt(1, 60), "east", "west", "north");
                        default ->
                            site.active(server, address, "aa", binding -> {
                                odd(random, binding, BINDING, random.nextInt(4));
                                reported.add("binding " + binding);
                            });
                    }
                } catch (RuntimeException e) {
                    int from = Math.max(0, reported.size() - 6);
                    throw new AssertionError(
                            "seed " + seed + ": " + e + " after "
                                    + String.join("\n", reported.subList(from, reported.size())),
                            e);
                }
            }
        }
    }

    private static void odd(Random random, Map<String, @Nullable Object> fields, String[] names, int count) {
        for (int i = 0; i < count; i++) {
            fields.put(names[random.nextInt(names.length)], VALUES.get(random.nextInt(VALUES.size())));
        }
    }
}
