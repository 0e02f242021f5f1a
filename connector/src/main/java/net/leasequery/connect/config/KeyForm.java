package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Collects keys, group by group, in the order in which a form should show them. */
final class KeyForm {

    private final ConfigDef definition = new ConfigDef();
    private String group = "";
    private int orderInGroup;

    /** Begins a group; the keys that follow belong to it. */
    void group(String name) {
        group = name;
        orderInGroup = 0;
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
        ConfigDef.Recommender recommender = validator instanceof OneOf choice ? choice : null;
        definition.define(
                key,
                type,
                defaultValue,
                validator,
                importance,
                documentation,
                group,
                ++orderInGroup,
                width,
                displayName,
                List.of(),
                recommender);
    }

    ConfigDef definition() {
        return definition;
    }
}
