package net.leasequery.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorExampleTest {
    @TempDir
    Path folder;

    @Test
    void placeholdersAreFilledIn() throws Exception {
        Path file = Files.writeString(folder.resolve("example.json"), """
                {"name": "leases", "config": {"tasks.max": 1, "dhcp.servers": "lab=127.0.0.1:${dhcp.port}"}}""");

        ConnectorExample example = ConnectorExample.read(file, Map.of("dhcp.port", "6767"));

        assertThat(example.name()).isEqualTo("leases");
        assertThat(example.configuration()).isEqualTo(Map.of("tasks.max", "1", "dhcp.servers", "lab=127.0.0.1:6767"));
    }

    @Test
    void aPlaceholderWithoutAValueIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("example.json"), "{\"config\": {\"a\": \"${unknown}\"}}");

        assertThatThrownBy(() -> ConnectorExample.read(file, Map.of("dhcp.port", "6767")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${unknown}")
                .hasMessageContaining("dhcp.port");
    }
}
