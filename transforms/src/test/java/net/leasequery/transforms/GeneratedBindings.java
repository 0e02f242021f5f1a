package net.leasequery.transforms;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Bindings as servers of both families may send them, with each field known or not, and with what clients and
 * relays really put into names and identifiers. The same seed gives the same bindings.
 */
public final class GeneratedBindings {

    private static final List<String> STATES = List.of(
            "AVAILABLE",
            "ACTIVE",
            "ACTIVE",
            "ACTIVE",
            "EXPIRED",
            "RELEASED",
            "ABANDONED",
            "RESET",
            "REMOTE",
            "TRANSITIONING",
            "UNKNOWN",
            "A_STATE_TO_COME");
    private static final List<String> ORIGINS = List.of("SNAPSHOT", "CATCH_UP", "LIVE", "LIVE", "GAP_FILL", "POLL");
    private static final List<String> NAMES =
            List.of("lap-17", "Annas_iPhone", "PRINTER 4", "x", "-bad-", "ünïcode", "a.b", "host.", "日本", "1");
    private static final List<String> DOMAINS =
            List.of("pc.example.net", "PC.Example.NET.", "only", ".", "a_b.example.net", "x.y", "trailing..dots");
    private static final long NOW = 1_800_000_000L;

    private final SplittableRandom random;
    private int count;

    public GeneratedBindings(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public Struct next() {
        count++;
        boolean ipv6 = random.nextBoolean();
        boolean prefix = ipv6 && random.nextInt(5) == 0;
        Struct binding = Bindings.bare(address(ipv6, prefix), pick(STATES), pick(ORIGINS))
                .put("eventId", String.format("%032x", random.nextLong() & Long.MAX_VALUE))
                .put("server", pick(List.of("east", "west")))
                .put("prefixLength", prefix ? 56 : null)
                .put("inferred", random.nextInt(8) == 0)
                .put("remote", random.nextBoolean())
                .put("infiniteLease", random.nextInt(20) == 0);
        binding.put("serverId", maybe(ipv6 ? "00030001020304050607" : "192.0.2.1"));
        client(binding, ipv6);
        times(binding);
        if (random.nextInt(3) > 0) {
            binding.put("relay", relay(ipv6));
        }
        binding.put("vpn", rarely("blue")).put("statusCode", rarely(4)).put("statusMessage", rarely("refused"));
        binding.put("snapshotId", binding.getString("origin").equals("LIVE") ? null : "s-" + count);
        binding.put("clockSkewMillis", maybe((long) random.nextInt(-5000, 5000)));
        Map<String, byte[]> options = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            options.put(Integer.toString(random.nextInt(1, 255)), octets(random.nextInt(12)));
        }
        return binding.put("options", options);
    }

    /** Different for each binding. */
    private String address(boolean ipv6, boolean prefix) {
        if (prefix) {
            return "2001:db8:" + Integer.toHexString(0x1000 + count) + "::/56";
        }
        return ipv6
                ? "2001:db8::" + Integer.toHexString(0x1000 + count / 60_000) + ":"
                        + Integer.toHexString(1 + count % 60_000)
                : "10." + (count >> 16 & 0xff) + "." + (count >> 8 & 0xff) + "." + (count & 0xff);
    }

    private void client(Struct binding, boolean ipv6) {
        if (random.nextInt(4) > 0) {
            int length = random.nextInt(10) == 0 ? random.nextInt(1, 17) : 6;
            binding.put("hardwareType", length == 6 ? 1 : 32)
                    .put("hardwareAddress", HexFormat.ofDelimiter(":").formatHex(octets(length)));
        }
        binding.put("hostname", maybe(pick(NAMES) + (random.nextBoolean() ? "" : "-" + count)))
                .put("fqdn", maybe(pick(DOMAINS)))
                .put("vendorClass", maybe("MSFT 5.0"))
                .put("userClass", rarely("staff-" + count));
        if (ipv6) {
            binding.put("duid", maybe(duid())).put("iaid", maybe(random.nextLong(1L << 32)));
        } else {
            binding.put("clientId", maybe(identifier()));
        }
    }

    private byte[] duid() {
        byte[] duid = octets(random.nextInt(3, 20));
        duid[0] = 0;
        duid[1] = (byte) random.nextInt(6);
        return duid;
    }

    private void times(Struct binding) {
        long last = NOW - random.nextInt(100_000);
        binding.put("baseTime", maybe(Bindings.second(NOW)))
                .put("lastTransactionTime", maybe(Bindings.second(last)))
                .put(
                        "stateStartTime",
                        maybe(Bindings.second(random.nextBoolean() ? last : last - random.nextInt(9_000))))
                .put("leaseExpiryTime", maybe(Bindings.second(last + random.nextLong(-10, 5_000_000_000L))))
                .put("renewalTime", maybe(Bindings.second(last + 1800)))
                .put("preferredExpiryTime", rarely(Bindings.second(last + 3000)));
    }

    private Struct relay(boolean ipv6) {
        Struct relay = new Struct(Bindings.RELAY)
                .put("linkAddress", maybe(ipv6 ? pick(List.of("2001:db8::1", "::")) : "192.0.2.0"))
                .put("relayId", rarely(identifier()))
                .put("remoteId", maybe(identifier()))
                .put("subscriberId", rarely(identifier()));
        return ipv6
                ? relay.put("peerAddress", maybe("fe80::" + Integer.toHexString(1 + count % 60_000)))
                        .put("interfaceId", maybe(identifier()))
                : relay.put("giaddr", maybe(pick(List.of("192.0.2.254", "0.0.0.0"))))
                        .put("circuitId", maybe(identifier()));
    }

    /** Text or octets, as relays and clients write them. */
    private byte[] identifier() {
        return switch (random.nextInt(5)) {
            case 0 -> ("ge-0/0/" + count + ".0:100").getBytes(StandardCharsets.US_ASCII);
            case 1 ->
                ("dslam eth 1/" + random.nextInt(99) + ":" + random.nextInt(6000)).getBytes(StandardCharsets.US_ASCII);
            case 2 -> new byte[] {0, 4, 0, (byte) count, 1, 5};
            case 3 -> new byte[0];
            default -> octets(random.nextInt(1, 20));
        };
    }

    private byte[] octets(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) random.nextInt(256);
        }
        return octets;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) > 0 ? value : null;
    }

    private <T> @Nullable T rarely(T value) {
        return random.nextInt(6) == 0 ? value : null;
    }
}
