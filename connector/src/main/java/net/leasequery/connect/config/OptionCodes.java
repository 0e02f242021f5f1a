package net.leasequery.connect.config;

import java.util.List;
import net.leasequery.requestor.DhcpFamily;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code requested.options}: option codes of one family. DHCPv4's pad (0) and end (255) are no options. */
final class OptionCodes implements ConfigDef.Validator {

    private static final int FIRST = 1;
    private static final int LAST = 65_535;
    private static final int LAST_OF_IPV4 = 254;
    private static final String RANGES =
            FIRST + " to " + LAST_OF_IPV4 + " for ipv4 and " + FIRST + " to " + LAST + " for ipv6";

    /** Options requested from DHCPv6 servers by default: user class, vendor class, client FQDN. */
    static final List<Integer> IPV6_DEFAULT = List.of(15, 16, 39);

    /**
     * Returns the codes in the order given, without duplicates.
     *
     * @param key configuration key, for messages
     * @throws ConfigException that names the first entry that is not an option code of the family
     */
    static List<Integer> parse(String key, List<String> entries, DhcpFamily family) {
        int last = switch (family) {
            case IPV4 -> LAST_OF_IPV4;
            case IPV6 -> LAST;
        };
        return entries.stream()
                .map(entry -> parseCode(key, entry, last))
                .distinct()
                .toList();
    }

    private static int parseCode(String key, String entry, int last) {
        try {
            int code = Integer.parseInt(entry.strip());
            if (code >= FIRST && code <= last) {
                return code;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message about codes.
        }
        throw new ConfigException(key, entry, "expected option codes, " + RANGES + ", as in 12,60,82");
    }

    /** Accepts the codes of either family; {@link CrossChecks} checks them against the configured family. */
    @Override
    @SuppressWarnings("unchecked") // ConfigDef parses type LIST into strings.
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null) {
            parse(key, (List<String>) value, DhcpFamily.IPV6);
        }
    }

    @Override
    public String toString() {
        return "comma-separated numbers, " + RANGES;
    }
}
