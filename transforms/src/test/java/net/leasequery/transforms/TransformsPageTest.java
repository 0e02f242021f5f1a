package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/transforms.md} equal to the keys, and the example to what the code takes. */
class TransformsPageTest {

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        List<Configurable> plugins = List.of(
                new ToOcsf<SinkRecord>(),
                new ToEcs<SinkRecord>(),
                new OctetsToText<SinkRecord>(),
                new PseudonymizeBinding<SinkRecord>(),
                new IsSnapshot<SinkRecord>(),
                new HeaderMatches<SinkRecord>(),
                new InSubnet<SinkRecord>());
        StringBuilder keys = new StringBuilder();
        for (Configurable plugin : plugins) {
            keys.append("## ").append(title(plugin)).append("\n\n");
            keys.append(Page.keys(
                    plugin instanceof Transformation<?> transform
                            ? transform.config()
                            : ((Predicate<?>) plugin).config()));
        }

        Page.assertUpToDate("transforms.md", Map.of("keys", keys.toString()));
    }

    private static String title(Configurable plugin) {
        String name = plugin.getClass().getSimpleName();
        return name.equals("ToOcsf") ? "ToOcsf, ToCim, ToAsim" : name;
    }

    @Test
    void theExampleIsTakenByEachTransformAndPredicateThatItNames() throws Exception {
        JsonNode config = new ObjectMapper()
                .readTree(Path.of("..", "config-examples", "transforms.json").toFile())
                .path("config");
        int ours = 0;
        for (String kind : List.of("transforms", "predicates")) {
            for (String name : config.path(kind).asText().split(",", -1)) {
                String type = config.path(kind + "." + name + ".type").asText();
                if (type.startsWith("net.leasequery.")) {
                    Configurable plugin = Class.forName(type)
                            .asSubclass(Configurable.class)
                            .getConstructor()
                            .newInstance();
                    plugin.configure(keys(config, kind + "." + name + "."));
                    ours++;
                }
            }
        }

        assertThat(ours).isEqualTo(4);
    }

    private static Map<String, String> keys(JsonNode config, String prefix) {
        Map<String, String> keys = new HashMap<>();
        config.properties().forEach(entry -> {
            if (entry.getKey().startsWith(prefix)) {
                String value = entry.getValue().asText();
                keys.put(
                        entry.getKey().substring(prefix.length()),
                        value.endsWith(":pseudonyms.key}") ? RefusedConfigurationTest.SECRET : value);
            }
        });
        return keys;
    }
}
