package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleConfigurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"plaintext.json", "bulk-kea.json"})
    void theExampleIsValid(String file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> config = json.convertValue(
                json.readTree(Path.of("..", "config-examples", file).toFile()).get("config"), new TypeReference<>() {});

        assertThat(config).containsEntry("connector.class", LeasequerySourceConnector.class.getName());
        assertThat(new LeasequerySourceConnector().validate(config).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }
}
