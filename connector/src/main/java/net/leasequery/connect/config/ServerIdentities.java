package net.leasequery.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.leasequery.requestor.ServerIdentity;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code dhcp.server.identities}: {@code name=identifier}, several entries for a server with several
 * identifiers.
 */
final class ServerIdentities implements ConfigDef.Validator {

    /** Without leading zeros, because identifiers are compared as text. */
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern SERVER_IDENTIFIER =
            Pattern.compile("(?!0\\.0\\.0\\.0$)" + OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern DUID = Pattern.compile("([0-9a-f]{2}){3,130}");

    /**
     * Returns the identifiers of one server.
     *
     * @return null if none are given
     */
    static @Nullable ServerIdentity of(String server, List<String> entries) {
        List<String> identifiers = new ArrayList<>();
        for (String entry : entries) {
            String[] parts = parts(entry);
            if (parts[0].equals(server) && !identifiers.contains(parts[1])) {
                identifiers.add(parts[1]);
            }
        }
        return identifiers.isEmpty() ? null : new ServerIdentity(identifiers);
    }

    private static String[] parts(String entry) {
        int equals = entry.indexOf('=');
        return new String[] {
            entry.substring(0, Math.max(0, equals)).strip(),
            entry.substring(equals + 1).strip().toLowerCase(Locale.ROOT)
        };
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (!(value instanceof List<?> entries)) {
            return;
        }
        for (Object entry : entries) {
            String[] parts = parts(entry.toString());
            if (!ServerList.isName(parts[0])
                    || !(SERVER_IDENTIFIER.matcher(parts[1]).matches()
                            || DUID.matcher(parts[1]).matches())) {
                throw new ConfigException(
                        key,
                        entry,
                        "expected name=identifier, where the name is one of dhcp.servers and the identifier is a"
                                + " server identifier, as in east=192.0.2.1, or a DUID in hex, as in"
                                + " east=00030001aabbccddeeff");
            }
        }
        for (Object entry : entries) {
            String name = parts(entry.toString())[0];
            if (entries.stream()
                            .filter(other -> parts(other.toString())[0].equals(name))
                            .count()
                    > ServerIdentity.MOST) {
                throw new ConfigException(
                        key, value, "a server may have at most " + ServerIdentity.MOST + " identifiers");
            }
        }
    }

    /** Adds a message, by key, if an identifier belongs to the other family. */
    static void checkFamily(Map<String, ?> parsed, Map<String, String> problems) {
        Pattern right = Keys.IPV6.equalsIgnoreCase(String.valueOf(parsed.get(Keys.FAMILY))) ? DUID : SERVER_IDENTIFIER;
        for (Object entry : entries(parsed)) {
            if (!right.matcher(parts(entry.toString())[1]).matches()) {
                problems.put(
                        Keys.SERVER_IDENTITIES,
                        CrossChecks.invalid(Keys.SERVER_IDENTITIES, entry)
                                + (right == DUID
                                        ? "a DHCPv6 server is identified by its DUID in hex"
                                        : "a DHCPv4 server is identified by its server identifier, an IPv4 address")
                                + "; give that, or change " + Keys.FAMILY);
                return;
            }
        }
    }

    /** Adds a message, by key, if a name is not in {@code dhcp.servers}; only where that contains all servers. */
    static void checkNames(Map<String, ?> parsed, Map<String, String> problems) {
        if (!(parsed.get(Keys.SERVERS) instanceof List<?> servers)) {
            return;
        }
        List<String> names = servers.stream()
                .map(server -> server.toString().replaceFirst("=.*", "").strip())
                .toList();
        for (Object entry : entries(parsed)) {
            if (!names.contains(parts(entry.toString())[0])) {
                problems.put(
                        Keys.SERVER_IDENTITIES,
                        CrossChecks.invalid(Keys.SERVER_IDENTITIES, entry) + "the name is not one of " + Keys.SERVERS
                                + ", which are " + names);
                return;
            }
        }
    }

    private static List<?> entries(Map<String, ?> parsed) {
        return parsed.get(Keys.SERVER_IDENTITIES) instanceof List<?> entries ? entries : List.of();
    }

    @Override
    public String toString() {
        return "comma-separated name=identifier";
    }
}
