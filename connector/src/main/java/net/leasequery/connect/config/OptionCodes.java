package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code requested.options}: DHCPv4 option codes. Pad (0) and end (255) are no options. */
final class OptionCodes implements ConfigDef.Validator {

    private static final int FIRST = 1;
    private static final int LAST = 254;

    /**
     * The codes in the order given, each once.
     *
     * @param key configuration key, for messages
     * @throws ConfigException that names the first entry that is not an option code
     */
    static List<Integer> parse(String key, List<String> entries) {
        return entries.stream().map(entry -> parseCode(key, entry)).distinct().toList();
    }

    private static int parseCode(String key, String entry) {
        try {
            int code = Integer.parseInt(entry.strip());
            if (code >= FIRST && code <= LAST) {
                return code;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message about codes.
        }
        throw new ConfigException(
                key, entry, "expected option codes from " + FIRST + " to " + LAST + ", as in 12,60,82");
    }

    @Override
    @SuppressWarnings("unchecked") // ConfigDef parses type LIST into strings.
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null) {
            parse(key, (List<String>) value);
        }
    }

    @Override
    public String toString() {
        return "comma-separated numbers, " + FIRST + " to " + LAST;
    }
}
