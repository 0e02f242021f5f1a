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
            "hardware address",
            "host name",
            "relay: circuit-id or interface-id · remote-id");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int HOSTNAME_WIDTH = 20;

    private BindingLine() {}

    /** The line of a record; a tombstone has its key alone. */
    static String of(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord binding) {
            return columns(
                    TIME.format(toldAt(binding, record.timestamp())),
                    text(binding, "origin"),
                    text(binding, "state"),
                    text(binding, "address"),
                    text(binding, "hardwareAddress"),
                    firstOf(text(binding, "hostname"), text(binding, "fqdn")),
                    relay(binding));
        }
        Object address = record.key() instanceof GenericRecord key ? key.get("address") : record.key();
        return columns(
                TIME.format(Instant.ofEpochMilli(record.timestamp())), "", "(deleted)", "" + address, "", "", "");
    }

    private static String columns(
            String time, String origin, String state, String address, String hardware, String host, String relay) {
        return "%-8s  %-8s  %-13s  %-23s  %-17s  %-20s  %s"
                .formatted(time, origin, state, address, hardware, shortened(host), relay)
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
            return Stream.of("circuitId", "interfaceId", "remoteId")
                    .map(relay::get)
                    .filter(ByteBuffer.class::isInstance)
                    .map(octets -> readable((ByteBuffer) octets))
                    .collect(Collectors.joining(" · "));
        }
        return "";
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

    private static String shortened(String host) {
        return host.length() <= HOSTNAME_WIDTH ? host : host.substring(0, HOSTNAME_WIDTH - 1) + "…";
    }
}
