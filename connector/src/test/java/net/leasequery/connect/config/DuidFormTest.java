package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identifiers of clients that no client can have are refused before a server is asked for them. */
class DuidFormTest {

    @ParameterizedTest
    @CsvSource({
        "ipv4, 01, at least 2 octets",
        "ipv6, 0001, 3 to 130 octets",
        "ipv6, 00, 3 to 130 octets",
        "ipv6, 00000102, type 0",
        "ipv6, 0001000166000000, hardware type",
        "ipv6, 000200000009, enterprise number",
        "ipv6, 00030001, hardware type",
        "ipv6, 000400112233445566778899aabbccddee, 16 octets",
        "ipv6, 000400112233445566778899aabbccddeeff00, 16 octets",
    })
    void saysWhatIsWrongWithAClientId(String family, String hex, String words) {
        assertThat(errors(family, hex)).singleElement().asString().contains("client-id:" + hex, words);
    }

    @ParameterizedTest
    @CsvSource({
        "ipv4, 0102",
        "ipv4, 00ff",
        "ipv6, 00010001660000000a0b0c0d0e0f",
        "ipv6, 00020000000901",
        "ipv6, 000300010a0b0c0d0e0f",
        "ipv6, 000400112233445566778899aabbccddeeff",
        "ipv6, 00ff01",
    })
    void takesWhatAClientMayHave(String family, String hex) {
        assertThat(errors(family, hex)).isEmpty();
    }

    private static List<String> errors(String family, String hex) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.servers", "east=dhcp1.example.net",
                "dhcp.family", family,
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "bulk.query.types", "client-id:" + hex));
        return ConfigValidation.validate(given).configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }
}
