package net.leasequery.quickstart.cli;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.leasequery.codec.PrintableText;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Shows one record of the topics of lease-streams as one line. Times are UTC. */
final class NetworkLine {
    private static final String LEASE = "%s   %-16s %-9s %-17s %-6s %s";
    private static final int LONGEST_TEXT = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final int columns;

    /** Creates lines for a terminal with this many columns. */
    NetworkLine(int columns) {
        this.columns = columns;
    }

    /** What a user can look at while the quickstart runs. */
    List<String> nextSteps(String bootstrapServers, URI registry) {
        return List.of(
                "",
                "topics    network.leases    one lease for each address, compacted",
                "          network.members   how far each server's view can be trusted",
                "          network.audit     findings: where servers disagree",
                "          network.history   who had each address from when to when, and how sure that is",
                "In another terminal:",
                "  bin/console-consumer " + bootstrapServers + " \\",
                "    " + registry + " network.audit",
                "",
                "Leases as they change; lines with + and - are findings that open and close.",
                "STALE: not all bindings of a server are known, as while they are loaded.",
                "REPLICATING: a change has not reached all servers yet.",
                "DISAGREED: a finding says how the servers differ.",
                "",
                LEASE.formatted("time UTC", "address", "state", "client", "server", "agreement"));
    }

    /** How to look up who had the address of a lease; empty unless a client holds it. */
    List<String> lookUp(ConsumerRecord<@Nullable Object, @Nullable Object> record, URI page) {
        if (!(record.value() instanceof GenericRecord lease) || !"ACTIVE".equals(text(lease, "state"))) {
            return List.of();
        }
        return List.of(
                "",
                "Who had this address, when, and on which port? Ask in a browser: " + page,
                "  bin/who " + text(lease, "address") + " --url http://" + page.getAuthority(),
                "");
    }

    String ofLease(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        String time = TIME.format(Instant.ofEpochMilli(record.timestamp()));
        if (!(record.value() instanceof GenericRecord lease)) {
            Object address = record.key() instanceof GenericRecord key ? key.get("address") : record.key();
            return cut("%s   %-16s (deleted)".formatted(time, address));
        }
        return cut(LEASE.formatted(
                time,
                text(lease, "address"),
                text(lease, "state"),
                text(lease, "hardwareAddress"),
                text(lease, "authority"),
                text(lease, "agreement")));
    }

    String ofFinding(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        String time = TIME.format(Instant.ofEpochMilli(record.timestamp()));
        if (!(record.value() instanceof GenericRecord finding) || !(record.key() instanceof GenericRecord key)) {
            return cut(time + " - (deleted)");
        }
        boolean open = text(finding, "status").equals("OPEN");
        return cut("%s %s %s %s %s"
                .formatted(time, open ? "+" : "-", text(key, "kind"), text(key, "subject"), finding.get("servers")));
    }

    private static String text(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? "" : PrintableText.of(value.toString(), LONGEST_TEXT);
    }

    private String cut(String line) {
        return line.length() <= columns ? line : line.substring(0, columns);
    }
}
