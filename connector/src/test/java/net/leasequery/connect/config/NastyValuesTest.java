package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.leasequery.codec.PrintableText;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key of the definition with values that an operator, a template or an attacker may put there. What is
 * refused is told at its key with value and remedy; {@code ExtremeValuesTest} starts a task with the rest.
 */
class NastyValuesTest {

    /** Of a longer value the beginning is told. */
    private static final int LONGEST_SHOWN = 900;

    private static final ConfigDef DEFINITION = LeasequeryConnectorConfig.definition();
    private static final String CONTROL = "a\u0000b\u001b[31m\u0085c";

    static Stream<Arguments> nastyValues() {
        return DEFINITION.configKeys().values().stream()
                .flatMap(key -> valuesFor(key).stream().map(value -> Arguments.of(key.name, value)));
    }

    private static Set<String> valuesFor(ConfigKey key) {
        Set<String> values = new LinkedHashSet<>(
                List.of("", " ", ",", " , ", ",,x", CONTROL, "null", "9223372036854775807", "-1", "x".repeat(100_000)));
        if (key.name.equals("bulk.query.types")) {
            values.add("relay-id:" + "ab".repeat(50_000));
        }
        if (key.validator instanceof Limits limits) {
            values.addAll(List.of(
                    Long.toString(limits.least() - 1),
                    Long.toString(limits.least()),
                    Long.toString(limits.most()),
                    Long.toString(limits.most() + 1),
                    "9223372036854775808",
                    "-9223372036854775808",
                    "1e3",
                    "1.5",
                    "0x10"));
        }
        return values;
    }

    /** Never an exception, never a silent change of the value, never an error elsewhere alone. */
    @ParameterizedTest
    @MethodSource("nastyValues")
    void whatIsRefusedIsReportedWithKeyValueAndRemedy(String key, String value) {
        Map<String, String> given = with(key, value);
        List<String> all = new ArrayList<>();
        for (ConfigValue judged : ConfigValidation.validate(given).configValues()) {
            all.addAll(judged.errorMessages());
            if (judged.name().equals(key)) {
                assertThat(judged.errorMessages()).hasSizeLessThanOrEqualTo(1);
                judged.errorMessages()
                        .forEach(
                                error -> assertThat(error)
                                        .contains(key)
                                        .contains(shown(key, value))
                                        .matches(
                                                "(?s).*(expected|must|at least|name |set |give |give |has |Not a |either|text needs"
                                                        + "|remove|file|leave it out|neither|letters|no certificate|between).*"));
            }
        }
        assertThat(runs(given)).as(String.join("; ", all)).isEqualTo(all.isEmpty());
    }

    @Test
    void aNumberBeyondItsLimitsIsRefused() {
        for (ConfigKey key : DEFINITION.configKeys().values()) {
            if (key.validator instanceof Limits limits) {
                for (long beyond : new long[] {limits.least() - 1, limits.most() + 1, Long.MAX_VALUE}) {
                    // Zero turns some things off.
                    assertThat(beyond != 0 && runs(with(key.name, Long.toString(beyond))))
                            .as(key.name + "=" + beyond)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyNumberHasLimits() {
        assertThat(DEFINITION.configKeys().values())
                .filteredOn(key -> key.type() == ConfigDef.Type.INT || key.type() == ConfigDef.Type.LONG)
                .isNotEmpty()
                .allSatisfy(key -> {
                    Limits limits = (Limits) key.validator;
                    assertThat(limits).as(key.name).isNotNull();
                    assertThat(Math.multiplyExact(limits.most(), key.name.endsWith(".ms") ? 1_000_000L : 1_000L))
                            .as("%s: no timer in nanoseconds, and no small multiple of a count, overflows", key.name)
                            .isPositive();
                });
    }

    @Test
    void everyKeyThatHoldsASecretIsAPassword() {
        assertThat(DEFINITION.configKeys().values())
                .filteredOn(key -> key.name.matches(".*(password|jaas|keystore\\.key|secret|certificate).*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.type()).as(key.name).isEqualTo(ConfigDef.Type.PASSWORD));
    }

    /** What the message shows of the value: lists are shown as lists, numbers trimmed, secrets not. */
    private static String shown(String key, String value) {
        ConfigKey defined = Objects.requireNonNull(DEFINITION.configKeys().get(key));
        String shown = switch (defined.type()) {
            case PASSWORD -> "";
            case LIST -> value.strip().split(",", 2)[0].strip();
            default -> value.strip();
        };
        return PrintableText.of(shown, Integer.MAX_VALUE).substring(0, Math.min(shown.length(), LONGEST_SHOWN));
    }

    private static boolean runs(Map<String, String> given) {
        try {
            return new LeasequeryConnectorConfig(given).servers().size() == 1;
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.servers", "east=dhcp1.example.net",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT"));
        given.put(key, value);
        return given;
    }
}
