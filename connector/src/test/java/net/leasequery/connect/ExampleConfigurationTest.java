package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleConfigurationTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
    private static final char[] PASSWORD = "a password".toCharArray();
    private static final Identity REQUESTOR = AUTHORITY.order("kafka-connect").issue();

    @ParameterizedTest
    @ValueSource(strings = {"plaintext", "ipv6", "bulk-kea", "tls-pkcs12", "tls-pem-inline", "protobuf-confluent"})
    void theExampleIsValidOnceItsReferencesAreResolved(String example, @TempDir Path worker)
            throws IOException, GeneralSecurityException {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> config = json.convertValue(
                json.readTree(Path.of("..", "config-examples", example + ".json")
                                .toFile())
                        .get("config"),
                new TypeReference<>() {});
        config.replaceAll((key, value) -> value.startsWith("${") ? resolved(value) : value);
        if (config.containsKey("ssl.keystore.location")) {
            config.put("ssl.keystore.location", store(worker.resolve("keys.p12"), true));
            config.put("ssl.truststore.location", store(worker.resolve("trust.p12"), false));
        }

        assertThat(config).containsEntry("connector.class", LeasequerySourceConnector.class.getName());
        assertThat(new LeasequerySourceConnector().validate(config).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
        assertThat(new LeasequeryConnectorConfig(config).warnings())
                .noneMatch(warning -> warning.contains("without compaction"));
    }

    /** Without these keys, Confluent's converter writes fields whose absence cannot be distinguished from 0 and "". */
    @Test
    void theExampleForProtobufKeepsNulls() throws IOException {
        JsonNode config = new ObjectMapper()
                .readTree(Path.of("..", "config-examples", "protobuf-confluent.json")
                        .toFile())
                .get("config");

        assertThat(config.path("key.converter.optional.for.nullables").asText()).isEqualTo("true");
        assertThat(config.path("value.converter.optional.for.nullables").asText())
                .isEqualTo("true");
    }

    /** The file that the worker would have. */
    private static String store(Path file, boolean ofKeys) throws IOException, GeneralSecurityException {
        KeyStore store = ofKeys ? REQUESTOR.keyStore("PKCS12", PASSWORD) : KeyStore.getInstance("PKCS12");
        if (!ofKeys) {
            store.load(null, null);
            store.setCertificateEntry("authority", AUTHORITY.certificate());
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file.toString();
    }

    /** What a ConfigProvider would find on the worker. */
    private static String resolved(String reference) {
        if (reference.endsWith(":requestor-key.pem}")) {
            return REQUESTOR.keyPem();
        }
        if (reference.endsWith(":requestor.pem}")) {
            return REQUESTOR.chainPem();
        }
        return reference.endsWith(":authority.pem}") ? Identity.pem(AUTHORITY.certificate()) : new String(PASSWORD);
    }
}
