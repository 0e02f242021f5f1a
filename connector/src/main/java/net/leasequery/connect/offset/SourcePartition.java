package net.leasequery.connect.offset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.leasequery.requestor.DhcpFamily;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Connect's source partition: one server and one DHCP family. Its map form is
 * {@code {"server": name, "family": "ipv4"|"ipv6"}}.
 *
 * @param server name of the server in {@code dhcp.servers}
 * @param family protocol spoken to it
 */
public record SourcePartition(String server, DhcpFamily family) {

    private static final String SERVER = "server";
    private static final String FAMILY = "family";

    /**
     * Reads the map form.
     *
     * @throws UnreadableOffsetException if a key is missing, unknown or of the wrong type
     */
    public static SourcePartition ofMap(@Nullable Map<String, ?> map) {
        if (map == null
                || !map.keySet().equals(Set.of(SERVER, FAMILY))
                || !(map.get(SERVER) instanceof String server)
                || !(map.get(FAMILY) instanceof String familyName)) {
            throw new UnreadableOffsetException("Source partition " + map + " is not one of this connector:"
                    + " expected {\"server\": \"<name in dhcp.servers>\", \"family\": \"ipv4\"}");
        }
        for (DhcpFamily family : DhcpFamily.values()) {
            if (nameOf(family).equals(familyName)) {
                return new SourcePartition(server, family);
            }
        }
        throw new UnreadableOffsetException(
                "Source partition " + map + " names an unknown family: expected \"ipv4\" or \"ipv6\"");
    }

    /** How records, offsets and configuration spell a family: {@code ipv4} or {@code ipv6}. */
    public static String nameOf(DhcpFamily family) {
        return switch (family) {
            case IPV4 -> "ipv4";
            case IPV6 -> "ipv6";
        };
    }

    /** {@link #nameOf} the family. */
    public String familyName() {
        return nameOf(family);
    }

    /**
     * Returns the map form, with the keys in this order. Connect looks up a stored offset by the serialized partition,
     * so another order is another partition; the order of {@code Map.of} differs from JVM to JVM.
     */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(SERVER, server);
        map.put(FAMILY, familyName());
        return map;
    }
}
