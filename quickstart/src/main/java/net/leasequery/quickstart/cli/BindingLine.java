package net.leasequery.quickstart.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of the bindings topic as one line in fixed columns. Times are shown in this machine's zone.
 */
final class BindingLine {
    static final String HEADING = columns(
            "time",
            "origin",
            "state",
            "address",
            "client",
            "host name",
            "relay: circuit-id or interface-id · remote-id");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int CLIENT_WIDTH = 17;
    private static final int HOSTNAME_WIDTH = 20;

    /** Octets of the enterprise-number before the identifier itself in a DHCPv6 remote-id (RFC 4649 section 3). */
    private static final int ENTERPRISE_NUMBER = 4;

    private BindingLine() {}

    /** The line of a record; a tombstone has its key alone. */
    static String of(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord binding) {
            return columns(
                    TIME.format(toldAt(binding, record.timestamp())),
                    text(binding, "origin"),
                    text(binding, "state"),
                    text(binding, "address"),
                    firstOf(text(binding, "hardwareAddress"), duid(binding)),
                    firstOf(text(binding, "hostname"), text(binding, "fqdn")),
                    relay(binding));
        }
        Object address = record.key() instanceof GenericRecord key ? key.get("address") : record.key();
        return columns(
                TIME.format(Instant.ofEpochMilli(record.timestamp())), "", "(deleted)", "" + address, "", "", "");
    }

    private static String columns(
            String time, String origin, String state, String address, String client, String host, String relay) {
        return "%-8s  %-8s  %-13s  %-23s  %-17s  %-20s  %s"
                .formatted(
                        time,
                        origin,
                        state,
                        address,
                        shortened(client, CLIENT_WIDTH),
                        shortened(host, HOSTNAME_WIDTH),
                        relay)
                .stripTrailing();
    }

    private static Instant toldAt(GenericRecord binding, long arrived) {
        return Instant.ofEpochMilli(binding.get("baseTime") instanceof Long baseTime ? baseTime : arrived);
    }

    private static String text(GenericRecord binding, String field) {
        Object value = binding.get(field);
        return value == null ? "" : value.toString();
    }

    private static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static String relay(GenericRecord binding) {
        if (binding.get("relay") instanceof GenericRecord relay) {
            return Stream.of(relay.get("circuitId"), relay.get("interfaceId"), remoteId(binding, relay))
                    .filter(ByteBuffer.class::isInstance)
                    .map(octets -> readable((ByteBuffer) octets))
                    .collect(Collectors.joining(" · "));
        }
        return "";
    }

    /** Without the vendor's number, which says nothing of the line. */
    private static @Nullable Object remoteId(GenericRecord binding, GenericRecord relay) {
        Object told = relay.get("remoteId");
        boolean numbered = told instanceof ByteBuffer octets
                && octets.remaining() > ENTERPRISE_NUMBER
                && text(binding, "family").equals("ipv6");
        return numbered
                ? ((ByteBuffer) told).duplicate().position(ENTERPRISE_NUMBER).slice()
                : told;
    }

    private static String duid(GenericRecord binding) {
        return binding.get("duid") instanceof ByteBuffer duid ? readable(duid) : "";
    }

    /** As text where all octets are printable ASCII, which most identifiers are; else in hex. */
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
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
