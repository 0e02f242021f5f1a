package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A page of {@code docs} that is made of a template and of what the code says. To write the pages anew:
 * {@code ./mvnw -pl transforms -am test -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}
 */
final class Page {

    private Page() {}

    /** Holds {@code docs/NAME} equal to the template of that name with its {@code {{parts}}} filled in. */
    static void assertUpToDate(String name, Map<String, String> parts) throws IOException {
        String page = template(name);
        for (Map.Entry<String, String> part : parts.entrySet()) {
            page = page.replace("{{" + part.getKey() + "}}", part.getValue().strip());
        }
        assertThat(page).doesNotContain("{{");
        Path file = Path.of("..", "docs", name);
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file)).isEqualTo(page);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("/pages/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String head(List<String> titles) {
        return row(titles) + "|" + "---|".repeat(titles.size()) + "\n";
    }

    /** The keys of a plugin, by importance and name. */
    static String keys(ConfigDef definition) {
        StringBuilder text = new StringBuilder();
        definition.configKeys().values().stream()
                .sorted((a, b) ->
                        a.importance == b.importance ? a.name.compareTo(b.name) : a.importance.compareTo(b.importance))
                .forEach(key -> text.append(key(key)));
        return text.toString();
    }

    private static String key(ConfigDef.ConfigKey key) {
        List<String> facts = new ArrayList<>();
        facts.add(key.type().name().toLowerCase(Locale.ROOT));
        String value = key.hasDefault() ? ConfigDef.convertToString(key.defaultValue, key.type()) : null;
        facts.add(
                !key.hasDefault()
                        ? "required"
                        : value == null || value.isEmpty() ? "no default" : "default `" + value + "`");
        if (key.validator != null) {
            facts.add(key.validator.toString().replaceFirst("^\\[(\\d+),...,(\\d+)]$", "$1 to $2"));
        }
        return "**`" + key.name + "`** — " + String.join(" · ", facts) + ". " + key.documentation + "\n\n";
    }
}
