package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep reads back what was written: a transform at the source must leave it what it needs. */
class TransformChecksTest {

    private final Map<String, String> given = new HashMap<>(Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT",
            "transforms", "text, hide",
            "transforms.text.type", "net.leasequery.transforms.OctetsToText",
            "transforms.hide.type", "net.leasequery.transforms.PseudonymizeBinding"));

    @Test
    void pseudonymsAtTheSourceNeedASweepThatIsOff() {
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("sweep.mode", "transforms.hide is a PseudonymizeBinding", "set sweep.mode=off");

        given.put("sweep.mode", "off");
        assertThat(errors()).isEmpty();
    }

    /** Kafka Connect also accepts the simple name of a plugin, and ignores spaces around it. */
    @ParameterizedTest
    @ValueSource(strings = {"PseudonymizeBinding", " PseudonymizeBinding "})
    void theSimpleNameOfTheTransformIsRecognised(String name) {
        given.put("transforms.hide.type", name);

        assertThat(errors()).singleElement().asString().contains("transforms.hide is a PseudonymizeBinding");
    }

    @Test
    void otherTransformsAndUnusedOnesAreNoMatter() {
        given.put("transforms", "text");

        assertThat(errors()).isEmpty();
    }

    private List<String> errors() {
        return ConfigValidation.validate(given).configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }
}
