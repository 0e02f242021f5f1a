package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What validation says of {@code include.subnets} and {@code exclude.subnets}. */
class SubnetKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "ipv4 | 10.0.0.0/8,10.1.0.0/33 | none | include.subnets | 10.0.0.0/8,10.1.0.0/33 | above 32",
                "ipv4 | none | 2001:db8::/32 | exclude.subnets | 2001:db8::/32 | or change dhcp.family",
                "ipv6 | 10.0.0.0/8 | none | include.subnets | 10.0.0.0/8 | as in 2001:db8:1::/48",
                "ipv4 | 10.1.0.0/16,192.0.2.0/24 | 10.0.0.0/8 | include.subnets | 10.1.0.0/16,192.0.2.0/24"
                        + " | leaves nothing of 10.1.0.0/16; remove",
                "ipv4 | 10.0.0.0/8 | 11.0.0.0/8 | exclude.subnets | 11.0.0.0/8 | lies outside of include.subnets",
                "ipv4 | none | 0.0.0.0/0 | exclude.subnets | 0.0.0.0/0 | no address is left",
            })
    void namesTheKeyTheValueAndTheRemedy(
            String family, String include, String exclude, String key, String value, String remedy) {
        Map<String, List<String>> problems = problems(family, include, exclude);

        assertThat(problems).containsOnlyKeys(key);
        assertThat(problems.get(key))
                .singleElement()
                .asString()
                .contains("Invalid value " + value + " for configuration " + key)
                .contains(remedy);
    }

    @Test
    void subnetsOfTheFamilyThatAgreeAreRight() {
        assertThat(problems("ipv4", "10.0.0.0/8,10.1.0.0/16, 192.0.2.0/24", "10.2.0.0/16"))
                .isEmpty();
        assertThat(problems("ipv6", "2001:db8::/32", "2001:db8:1::/48")).isEmpty();
        assertThat(problems("ipv4", null, "10.2.0.0/16")).isEmpty();
    }

    private static Map<String, List<String>> problems(
            String family, @Nullable String include, @Nullable String exclude) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.family", family,
                "dhcp.servers", "east=dhcp.example.net",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT"));
        if (include != null) {
            given.put("include.subnets", include);
        }
        if (exclude != null) {
            given.put("exclude.subnets", exclude);
        }
        return ValidationErrors.byKey(given);
    }
}
