package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/configuration.md} equal to the keys. To write the page anew:
 * {@code ./mvnw -pl connector -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}
 */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private static final String INTRODUCTION = """
            # Configuration

            Generated from the code; a test fails if this page is stale. You can check a configuration before you use it:
            `PUT /connector-plugins/LeasequerySourceConnector/config/validate` reports each error with the key, the value
            and what is allowed.

            `connector.class` is `net.leasequery.connect.LeasequerySourceConnector`. `tasks.max` must be at least the number
            of servers. Misspelt keys are refused, and so are unknown keys under `dhcp.`, `ssl.` and `sweep.`.
            See also [records](records.md) and [offsets](offsets.md).
            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String page = render(LeasequeryConnectorConfig.definition());
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String render(ConfigDef definition) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String group : definition.groups()) {
            page.append("\n## ").append(group).append('\n');
            definition.configKeys().values().stream()
                    .filter(key -> group.equals(key.group))
                    .sorted((a, b) -> Integer.compare(a.orderInGroup, b.orderInGroup))
                    .forEach(key -> page.append(render(key)));
        }
        return page.toString();
    }

    private static String render(ConfigDef.ConfigKey key) {
        List<String> facts = new ArrayList<>();
        facts.add(key.type().name().toLowerCase(Locale.ROOT));
        facts.add(key.hasDefault() ? byDefault(key) : "required");
        if (key.validator != null) {
            facts.add(key.validator.toString().replaceFirst("^\\[(\\d+),...]$", "$1 or more"));
        }
        facts.add("importance " + key.importance.name().toLowerCase(Locale.ROOT));
        return "\n### `" + key.name + "`\n\n" + String.join(" · ", facts) + "\n\n" + key.documentation + "\n";
    }

    private static String byDefault(ConfigDef.ConfigKey key) {
        String value = defaultOf(key);
        return value == null || value.isEmpty() ? "no default" : "default `" + value + "`";
    }

    private static @Nullable String defaultOf(ConfigDef.ConfigKey key) {
        return ConfigDef.convertToString(key.defaultValue, key.type());
    }
}
