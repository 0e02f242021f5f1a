package net.leasequery.connect.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts valid server names, and checks that none of them is in {@code dhcp.servers}. */
final class RetiredServers implements ConfigDef.Validator {

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> names) {
            for (Object name : names) {
                if (!ServerList.isName(name.toString())) {
                    throw new ConfigException(
                            key,
                            value,
                            "\"" + name
                                    + "\" is not the name of a server; give the names that dhcp.servers had, without"
                                    + " addresses, as in east,west");
                }
            }
        }
    }

    /** Adds a message, by key, if the names cannot be retired with this configuration. */
    static void check(Map<String, ?> parsed, Map<String, String> problems) {
        if (!(parsed.get(Keys.RETIRE_SERVERS) instanceof List<?> names) || names.isEmpty()) {
            return;
        }
        Set<String> both = new HashSet<>();
        if (parsed.get(Keys.SERVERS) instanceof List<?> servers) {
            servers.forEach(
                    entry -> both.add(entry.toString().replaceFirst("=.*", "").strip()));
        }
        both.retainAll(names.stream().map(Object::toString).toList());
        if (!both.isEmpty()) {
            problems.put(
                    Keys.RETIRE_SERVERS,
                    CrossChecks.invalid(Keys.RETIRE_SERVERS, names) + both + " is also in " + Keys.SERVERS
                            + "; remove a server from there before it is retired");
        } else if (parsed.get(Keys.SWEEP_SERVERS) instanceof List<?> brokers && brokers.isEmpty()) {
            problems.put(
                    Keys.RETIRE_SERVERS,
                    CrossChecks.invalid(Keys.RETIRE_SERVERS, names) + "what the topic shows of them has to be read"
                            + " back; set " + Keys.SWEEP_SERVERS);
        } else if (parsed.get(Keys.SWEEP_MODE) instanceof String mode && !SweepKeys.AUTO.equalsIgnoreCase(mode)) {
            problems.put(
                    Keys.RETIRE_SERVERS,
                    CrossChecks.invalid(Keys.RETIRE_SERVERS, names) + "nothing is ended with " + Keys.SWEEP_MODE + "="
                            + mode + "; set it to " + SweepKeys.AUTO);
        }
    }

    @Override
    public String toString() {
        return "comma-separated names of servers";
    }
}
