package net.leasequery.streams.lookup.answer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.leasequery.streams.history.AddressTenure;
import org.jspecify.annotations.Nullable;

/** Makes tenures for tests, all of a group {@code site} with the servers east and west. */
public final class Tenures {
    public static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");

    private final String address;
    private final String hardware;
    private Instant start = TEN;
    private @Nullable Instant end;
    private Instant lastSeen = TEN;
    private @Nullable Instant startNotBefore = TEN;
    private @Nullable Instant endNotAfter;
    private String hostname = "host-17";
    private @Nullable String vpn;
    private String group = "site";
    private boolean heldTwice;
    private List<String> doubts = List.of();
    private List<AddressTenure.Span> certain = List.of();

    private Tenures(String address, String hardware) {
        this.address = address;
        this.hardware = hardware;
    }

    public static Tenures of(String address, String hardware) {
        return new Tenures(address, hardware);
    }

    /** Minutes after ten. */
    public static Instant minute(int minute) {
        return TEN.plusSeconds(60L * minute);
    }

    /** Certain from start to end, which was told. */
    public Tenures observed(int from, int to) {
        start = minute(from);
        startNotBefore = start;
        end = minute(to);
        lastSeen = minute(to);
        endNotAfter = end;
        certain = List.of(new AddressTenure.Span(start, minute(to)));
        return this;
    }

    /** Certain from start to the last exchange; no end was told. */
    public Tenures lasting(int from, int seen) {
        observed(from, seen);
        end = null;
        endNotAfter = null;
        return this;
    }

    public Tenures startNotBefore(@Nullable Instant time) {
        startNotBefore = time;
        return this;
    }

    public Tenures endNotAfter(@Nullable Instant time) {
        endNotAfter = time;
        return this;
    }

    public Tenures hostname(String name) {
        hostname = name;
        return this;
    }

    public Tenures vpn(String name) {
        vpn = name;
        return this;
    }

    public Tenures group(String name) {
        group = name;
        return this;
    }

    public Tenures heldTwice() {
        heldTwice = true;
        return this;
    }

    public Tenures doubting(String... codes) {
        doubts = List.of(codes);
        return this;
    }

    public AddressTenure build() {
        boolean prefix = address.contains("/");
        boolean ipv6 = address.contains(":");
        return new AddressTenure(
                group,
                vpn,
                address,
                start,
                ipv6 ? "ipv6" : "ipv4",
                prefix ? "PD" : ipv6 ? "NA" : "V4",
                new AddressTenure.Holder("hw:1/" + hardware, 1, hardware, null, null, null, hostname, null),
                new AddressTenure.Attachment("10.0.0.1", null, null, hex("ge-0/0/4"), hex("north"), null, null, null),
                start,
                end,
                end == null ? null : "RELEASED",
                lastSeen,
                lastSeen.plusSeconds(3_600),
                false,
                2,
                heldTwice,
                new AddressTenure.Bounds(startNotBefore, start, lastSeen, endNotAfter),
                certain,
                doubts.isEmpty() ? "OBSERVED" : "BOUNDED",
                doubts,
                List.of("east", "west"),
                doubts.isEmpty() ? List.of("east", "west") : List.of());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
