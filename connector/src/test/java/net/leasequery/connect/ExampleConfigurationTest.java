package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleConfigurationTest {

    @Test
    void thePlaintextExampleIsValid() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> config = json.convertValue(
                json.readTree(Path.of("..", "config-examples", "plaintext.json").toFile())
                        .get("config"),
                new TypeReference<>() {});

        assertThat(config).containsEntry("connector.class", LeasequerySourceConnector.class.getName());
        assertThat(new LeasequerySourceConnector().validate(config).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }
}
