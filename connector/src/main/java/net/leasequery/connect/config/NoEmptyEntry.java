package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Rejects a list with an empty entry, as caused by a superfluous comma, before any other check. */
final class NoEmptyEntry implements ConfigDef.Validator {

    private final ConfigDef.@Nullable Validator next;

    /**
     * @param next checks a list without empty entries; null if every such list is valid
     */
    NoEmptyEntry(ConfigDef.@Nullable Validator next) {
        this.next = next;
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> entries
                && entries.stream().anyMatch(entry -> entry.toString().isBlank())) {
            throw new ConfigException(
                    key,
                    commaSeparated(entries),
                    "an entry is empty; expected entries separated by single commas, with no comma at the beginning or"
                            + " the end");
        }
        if (next != null) {
            next.ensureValid(key, value);
        }
    }

    private static String commaSeparated(List<?> entries) {
        return String.join(",", entries.stream().map(Object::toString).toList());
    }

    @Override
    public String toString() {
        return next == null ? "comma-separated words" : next.toString();
    }
}
