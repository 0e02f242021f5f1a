package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Holds {@code config-examples/opensearch-ecs-mapping.json} equal to the attributes of the model. */
class EcsMappingPageTest {

    @Test
    void theMappingHasEachAttribute() throws IOException {
        String mapping = EcsMapping.text();
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(EcsMapping.FILE, mapping);
        }

        assertThat(Files.readString(EcsMapping.FILE)).isEqualTo(mapping);
    }
}
