package net.leasequery.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.leasequery.requestor.ServerIdentity;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code dhcp.server.identities}: {@code name=identifier}, several of them for a server that has several. */
final class ServerIdentities implements ConfigDef.Validator {

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|([0-9a-f]{2}){3,130}");

    /**
     * The identifiers of one server.
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
            if (!ServerList.isName(parts[0]) || !IDENTIFIER.matcher(parts[1]).matches()) {
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

    @Override
    public String toString() {
        return "comma-separated name=identifier";
    }
}
