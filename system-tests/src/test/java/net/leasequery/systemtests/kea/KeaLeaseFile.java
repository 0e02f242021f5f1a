package net.leasequery.systemtests.kea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the lease file of Kea's memfile backend: comma-separated, commas within a value as {@code &#x2c},
 * a line for each change, of which the last one about an address counts. IPv6 addresses are in the form of
 * RFC 5952.
 */
final class KeaLeaseFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASSIGNED = "0";

    private KeaLeaseFile() {}

    /** The leases that hold now, by address, or by prefix as {@code 2001:db8::/56}. */
    static Map<String, KeaLease> read(Path file, KeaFamily family) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        Map<String, KeaLease> leases = new HashMap<>();
        long now = Instant.now().getEpochSecond();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> lease = cells(columns, line);
            String key = key(lease, family);
            long expiry = Long.parseLong(lease.getOrDefault("expire", "0"));
            boolean deleted = "0".equals(lease.get("valid_lifetime"));
            if (ASSIGNED.equals(lease.get("state")) && expiry > now && !deleted) {
                leases.put(key, new KeaLease(family == KeaFamily.IPV4 ? ipv4(lease) : ipv6(lease), expiry));
            } else {
                leases.remove(key);
            }
        }
        return leases;
    }

    private static Map<String, String> cells(List<String> columns, String line) {
        String[] texts = line.split(",", -1);
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), texts[i].replace("&#x2c", ","));
        }
        return cells;
    }

    private static String key(Map<String, String> lease, KeaFamily family) throws IOException {
        String address = required(lease, "address");
        if (family == KeaFamily.IPV4) {
            return address;
        }
        return "2".equals(lease.get("lease_type")) ? address + "/" + lease.get("prefix_len") : address;
    }

    private static Map<String, String> ipv4(Map<String, String> lease) throws IOException {
        Map<String, String> fields = new HashMap<>();
        fields.put("hardwareAddress", required(lease, "hwaddr"));
        if (!required(lease, "client_id").isEmpty()) {
            fields.put("clientId", hex(required(lease, "client_id")));
        }
        JsonNode relay = JSON.readTree(required(lease, "user_context")).at("/ISC/relay-agent-info");
        if (relay.hasNonNull("remote-id")) {
            fields.put("relay.remoteId", hex(relay.path("remote-id").asText()));
        }
        if (relay.hasNonNull("relay-id")) {
            fields.put("relay.relayId", hex(relay.path("relay-id").asText()));
        }
        return fields;
    }

    private static Map<String, String> ipv6(Map<String, String> lease) throws IOException {
        Map<String, String> fields = new HashMap<>();
        fields.put("duid", hex(required(lease, "duid")));
        JsonNode relay = JSON.readTree(required(lease, "user_context")).at("/ISC/relay-info/0");
        if (relay.hasNonNull("relay-id")) {
            fields.put("relay.relayId", hex(relay.path("relay-id").asText()));
        }
        return fields;
    }

    private static String hex(String text) {
        return text.replace(":", "").toLowerCase(Locale.ROOT);
    }

    private static String required(Map<String, String> lease, String column) throws IOException {
        String text = lease.get(column);
        if (text == null) {
            throw new IOException("a lease file without the column " + column);
        }
        return text;
    }
}
