package net.leasequery.quickstart.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import net.leasequery.codec.PrintableText;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Shows one record of the bindings topic as one line in fixed columns. Times are UTC. A terminal of at least
 * {@value #WIDE} columns shows the host name and the whole relay; a narrower one shows the port, and no line is longer
 * than the terminal is wide.
 */
final class BindingLine {
    private static final int WIDE = 120;
    private static final int ADDRESS = 15;

    /** Room for {@code 2001:db8:8000:100::/56}. */
    private static final int IPV6_ADDRESS = 22;

    private static final int HOSTNAME = 20;
    private static final int LONGEST_TEXT = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Octets of the enterprise-number before the identifier itself in a DHCPv6 remote-id (RFC 4649 section 3). */
    private static final int ENTERPRISE_NUMBER = 4;

    private final int columns;
    private final boolean wide;
    private final String format;

    /** Creates lines for a terminal with this many columns. */
    BindingLine(int columns, boolean ipv6) {
        this.columns = columns;
        this.wide = columns >= WIDE;
        int address = ipv6 ? IPV6_ADDRESS : ADDRESS;
        this.format = "%-8s %-8s %-9s %-" + address + "s %-17s" + (wide ? " %-" + HOSTNAME + "s %s" : " %s");
    }

    /** The heading line. */
    String heading() {
        return wide
                ? line("time UTC", "origin", "state", "address", "client", "host name", "port · relay")
                : line("time UTC", "origin", "state", "address", "client", "port");
    }

    /** The line of a record; a tombstone shows only its key. */
    String of(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord binding) {
            String time = TIME.format(reportedAt(binding, record.timestamp()));
            String origin = text(binding, "origin");
            String state = text(binding, "state");
            String address = text(binding, "address");
            String client = shortened(firstOf(text(binding, "hardwareAddress"), duid(binding)), 17);
            return wide
                    ? line(time, origin, state, address, client, hostName(binding), relay(binding))
                    : line(time, origin, state, address, client, port(binding));
        }
        Object address = record.key() instanceof GenericRecord key ? key.get("address") : record.key();
        return line(TIME.format(Instant.ofEpochMilli(record.timestamp())), "", "(deleted)", "" + address, "", "", "");
    }

    static boolean isOfSnapshot(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        return record.value() instanceof GenericRecord binding
                && text(binding, "origin").equals("SNAPSHOT");
    }

    /** Whether a record only says that the address is free. */
    static boolean isFree(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        return record.value() instanceof GenericRecord binding
                && text(binding, "state").equals("AVAILABLE");
    }

    private String line(Object... cells) {
        return shortened(format.formatted(cells).stripTrailing(), columns);
    }

    private static Instant reportedAt(GenericRecord binding, long arrived) {
        return Instant.ofEpochMilli(binding.get("baseTime") instanceof Long baseTime ? baseTime : arrived);
    }

    private static String text(GenericRecord binding, String field) {
        Object value = binding.get(field);
        // Clients choose their host names, and a terminal obeys control characters.
        return value == null ? "" : PrintableText.of(value.toString(), LONGEST_TEXT);
    }

    private static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static String hostName(GenericRecord binding) {
        return shortened(firstOf(text(binding, "hostname"), text(binding, "fqdn")), HOSTNAME);
    }

    private static String port(GenericRecord binding) {
        return binding.get("relay") instanceof GenericRecord relay
                ? Stream.of(relay.get("circuitId"), relay.get("interfaceId"))
                        .filter(Objects::nonNull)
                        .map(octets -> readable((ByteBuffer) octets))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static String relay(GenericRecord binding) {
        String remoteId = binding.get("relay") instanceof GenericRecord relay ? remoteId(binding, relay) : "";
        return Stream.of(port(binding), remoteId)
                .filter(part -> !part.isEmpty())
                .reduce((port, remote) -> port + " · " + remote)
                .orElse("");
    }

    /** Omits the vendor's number, which says nothing about the subscriber's line. */
    private static String remoteId(GenericRecord binding, GenericRecord relay) {
        if (!(relay.get("remoteId") instanceof ByteBuffer octets)) {
            return "";
        }
        boolean numbered = octets.remaining() > ENTERPRISE_NUMBER
                && text(binding, "family").equals("ipv6");
        return readable(
                numbered ? octets.duplicate().position(ENTERPRISE_NUMBER).slice() : octets);
    }

    private static String duid(GenericRecord binding) {
        return binding.get("duid") instanceof ByteBuffer duid ? readable(duid) : "";
    }

    /** As text if all octets are printable ASCII, as in most identifiers; else in hex. */
    private static String readable(ByteBuffer octets) {
        byte[] bytes = new byte[octets.remaining()];
        octets.duplicate().get(bytes);
        for (byte octet : bytes) {
            if (octet < ' ' || octet > '~') {
                return "0x" + HexFormat.of().formatHex(bytes);
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String shortened(String text, int width) {
        return text.codePointCount(0, text.length()) <= width
                ? text
                : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
}
