package net.leasequery.transforms.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a fixed choice of words, and recommends them to user interfaces. */
public final class Choice implements ConfigDef.Validator, ConfigDef.Recommender {

    private final List<String> words;

    public Choice(String... words) {
        this.words = List.of(words);
    }

    /** Returns a choice of the constants of an enum, in lower case. */
    public static <E extends Enum<E>> Choice among(Class<E> type) {
        return new Choice(Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new));
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (!words.contains(String.valueOf(value))) {
            throw new ConfigException(key, value, "use one of " + String.join(", ", words));
        }
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        return List.copyOf(words);
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsed) {
        return true;
    }

    @Override
    public String toString() {
        return String.join(", ", words);
    }
}
