package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an author of configurations writes, no message moves the cursor of a terminal or reorders a line of a log. */
class PrintableMessagesTest {

    /** C0, C1 with the eight-bit CSI, bidirectional override, line separator, byte order mark, half a pair. */
    private static final String NASTY = "x\u001b[2J\u009b31m\u202egro.elpmaxe\u2028\ufeff\ud83dy\rz\n\u0007";

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

    static Stream<String> keys() {
        return LeasequeryConnectorConfig.definition().configKeys().values().stream()
                .filter(key -> key.type != ConfigDef.Type.PASSWORD)
                .map(key -> key.name);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void ofAValue(String key) {
        areClean(Map.of(key, NASTY));
        areClean(Map.of(key, "a=" + NASTY + ",b=" + NASTY));
    }

    @Test
    void ofAKey() {
        areClean(Map.of("topic.prefix" + NASTY, "campus"));
        areClean(Map.of("sweep.consumer." + NASTY, "campus"));
    }

    @Test
    void areCut() {
        Map<String, String> given = withDefaults(Map.of("dhcp.family", "v".repeat(1_000_000)));

        for (ConfigValue value : ConfigValidation.validate(given).configValues()) {
            assertThat(value.errorMessages())
                    .allSatisfy(message -> assertThat(message).hasSizeLessThan(5_000));
        }
        assertThat(catchThrowable(() -> new LeasequeryConnectorConfig(given)).getMessage())
                .hasSizeLessThan(5_000);
    }

    private static void areClean(Map<String, String> changed) {
        Map<String, String> given = withDefaults(changed);
        for (ConfigValue value : ConfigValidation.validate(given).configValues()) {
            assertThat(value.errorMessages()).as(value.name()).allSatisfy(PrintableMessagesTest::isClean);
        }
        Throwable thrown = catchThrowable(() -> new LeasequeryConnectorConfig(given));
        if (thrown != null) {
            isClean(String.valueOf(thrown.getMessage()));
        }
    }

    private static Map<String, String> withDefaults(Map<String, String> changed) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.servers", "east=dhcp1.example.net", "topic.prefix", "campus", "security.protocol", "PLAINTEXT"));
        given.putAll(changed);
        return given;
    }

    private static void isClean(String message) {
        assertThat(NOT_PRINTABLE.matcher(message).find())
                .as("a character that is not printable in: %s", message)
                .isFalse();
    }
}
