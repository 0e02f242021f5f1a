package net.leasequery.connect.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.leasequery.requestor.DhcpFamily;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class SourcePartitionTest {

    /** The words by which Connect looks an offset up after a restart: a change of order loses every one. */
    @Test
    void theStoredTextIsTheSameInEveryJvm() {
        try (JsonConverter json = new JsonConverter()) {
            json.configure(Map.of("schemas.enable", false), true);

            byte[] text = json.fromConnectData("", null, new SourcePartition("east", DhcpFamily.IPV4).toMap());

            assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("{\"server\":\"east\",\"family\":\"ipv4\"}");
        }
    }
}
