package net.leasequery.connect.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Collects keys, group by group, in the order in which a form should show them. Lists reject empty entries. */
final class ConfigDefBuilder {

    /** A condition on the value of another key, under which keys matter. */
    private record Condition(String parent, Predicate<Object> value) {

        /** With an invalid value, the key is shown. */
        boolean holds(Map<String, Object> parsed) {
            Object given = parsed.get(parent);
            return given == null || value.test(given);
        }
    }

    private record Key(
            String name,
            ConfigDef.Type type,
            @Nullable Object defaultValue,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            Width width,
            String displayName,
            String documentation,
            String group,
            int orderInGroup,
            List<Condition> conditions) {}

    private final List<Key> keys = new ArrayList<>();
    private final Map<String, List<String>> dependents = new HashMap<>();
    private final Deque<Condition> conditions = new ArrayDeque<>();
    private String group = "";
    private int orderInGroup;

    /** Begins a group; the keys that follow belong to it. */
    void group(String name) {
        group = name;
        orderInGroup = 0;
    }

    /**
     * Adds the keys of {@code define} under a condition. A form hides them unless the condition holds.
     *
     * @param parent key that decides; defined before or after
     * @param value true for the values of {@code parent} under which the keys matter
     */
    void onlyIf(String parent, Predicate<Object> value, Runnable define) {
        conditions.addLast(new Condition(parent, value));
        define.run();
        conditions.removeLast();
    }

    /** True for this word, in upper or lower case. */
    static Predicate<Object> is(String word) {
        return value -> word.equalsIgnoreCase(value.toString());
    }

    /** Adds a key; a {@link OneOf} validator is shown as a choice. */
    void define(
            String key,
            ConfigDef.Type type,
            @Nullable Object defaultValue,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            Width width,
            String displayName,
            String documentation) {
        ConfigDef.Validator checked = type == ConfigDef.Type.LIST ? new NoEmptyEntry(validator) : validator;
        keys.add(new Key(
                key,
                type,
                defaultValue,
                checked,
                importance,
                width,
                displayName,
                documentation,
                group,
                ++orderInGroup,
                List.copyOf(conditions)));
        conditions.forEach(condition -> dependents
                .computeIfAbsent(condition.parent(), parent -> new ArrayList<>())
                .add(key));
    }

    ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        for (Key key : keys) {
            definition.define(
                    key.name,
                    key.type,
                    key.defaultValue,
                    key.validator,
                    key.importance,
                    key.documentation,
                    key.group,
                    key.orderInGroup,
                    key.width,
                    key.displayName,
                    dependents.getOrDefault(key.name, List.of()),
                    new Recommendation(
                            key.validator instanceof OneOf choice ? choice.words() : List.of(), key.conditions));
        }
        return definition;
    }

    private record Recommendation(List<String> words, List<Condition> conditions) implements ConfigDef.Recommender {

        /** A new list each time, because Kafka modifies the list of a key that has several parents. */
        @Override
        public List<Object> validValues(String key, Map<String, Object> parsed) {
            return new ArrayList<>(words);
        }

        @Override
        public boolean visible(String key, Map<String, Object> parsed) {
            return conditions.stream().allMatch(condition -> condition.holds(parsed));
        }
    }
}
