package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.CipherSuites;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.TlsProtocol;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS under the names and with the meanings that operators know from Kafka's own clients. */
class TlsConfigurationTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
    private static final Identity REQUESTOR = AUTHORITY.order("requestor").issue();
    private static final String TRUSTED = Identity.pem(AUTHORITY.certificate());

    private static final Map<String, String> TEXT = Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "ssl.keystore.type", "PEM",
            "ssl.keystore.key", REQUESTOR.keyPem(),
            "ssl.keystore.certificate.chain", REQUESTOR.chainPem(),
            "ssl.truststore.type", "PEM",
            "ssl.truststore.certificates", TRUSTED);

    @TempDir
    private Path folder;

    static Stream<Arguments> wrongCombinations() {
        return Stream.of(
                wrong("ssl.keystore.key", Map.of("ssl.keystore.key", ""), "value null", "our certificate", "PLAINTEXT"),
                wrong(
                        "ssl.keystore.certificate.chain",
                        Map.of("ssl.keystore.certificate.chain", ""),
                        "value null",
                        "ssl.keystore.key and ssl.keystore.certificate.chain"),
                wrong("ssl.keystore.location", Map.of("ssl.keystore.location", "/k.pem"), "/k.pem", "either the file"),
                wrong("ssl.keystore.password", Map.of("ssl.keystore.password", "x"), "[hidden]", "ssl.key.password"),
                wrong("ssl.keystore.type", Map.of("ssl.keystore.type", "BKS"), "BKS", "JKS, PKCS12, PEM"),
                wrong("ssl.keystore.key", Map.of("ssl.keystore.type", "JKS"), "[hidden]", "ssl.keystore.type=PEM"),
                wrong("ssl.keystore.key", Map.of("ssl.keystore.key", "rubbish"), "[hidden]", "-----BEGIN PRIVATE KEY"),
                wrong(
                        "ssl.keystore.key",
                        Map.of(
                                "ssl.keystore.key",
                                AUTHORITY.order("other").issue().keyPem()),
                        "[hidden]",
                        "not that of the first certificate"),
                wrong(
                        "ssl.truststore.certificates",
                        Map.of("ssl.truststore.certificates", ""),
                        "value null",
                        "no DHCP server can be authenticated",
                        "ssl.truststore.location"),
                wrong(
                        "ssl.truststore.certificates",
                        Map.of("ssl.truststore.certificates", "rubbish"),
                        "[hidden]",
                        "-----BEGIN CERTIFICATE"),
                wrong(
                        "ssl.truststore.location",
                        Map.of("ssl.truststore.location", "/t.pem"),
                        "/t.pem",
                        "either the file"),
                wrong("ssl.truststore.password", Map.of("ssl.truststore.password", "x"), "[hidden]", "no password"),
                wrong(
                        "ssl.truststore.certificates",
                        Map.of("ssl.truststore.type", "PKCS12", "ssl.truststore.location", "/t.p12"),
                        "[hidden]",
                        "ssl.truststore.type=PEM"),
                wrong(
                        "ssl.endpoint.identification.algorithm",
                        Map.of("ssl.endpoint.identification.algorithm", "ldaps"),
                        "ldaps",
                        "https"),
                wrong("ssl.enabled.protocols", Map.of("ssl.enabled.protocols", "TLSv1.1"), "TLSv1.1", "TLSv1.2"),
                wrong("ssl.enabled.protocols", Map.of("ssl.enabled.protocols", ""), "one or more of"),
                wrong(
                        "ssl.cipher.suites",
                        Map.of("ssl.cipher.suites", "TLS_RSA_WITH_AES_128_CBC_SHA"),
                        "TLS_RSA_WITH_AES_128_CBC_SHA",
                        "TLS_AES_256_GCM_SHA384"),
                wrong(
                        "ssl.cipher.suites",
                        Map.of("ssl.cipher.suites", "TLS_AES_128_GCM_SHA256"),
                        "none of them is for TLSv1.2",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                        "take TLSv1.2 out of ssl.enabled.protocols"));
    }

    @ParameterizedTest
    @MethodSource("wrongCombinations")
    void aWrongCombinationIsReportedAtItsKey(String key, Map<String, String> changes, List<String> words) {
        Map<String, String> given = with(changes);

        List<String> errors = errors(given, key);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).contains(key).contains(words);
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    @Tag("R7724-7.2-1")
    void secureModeIsTheDefaultAndAsksForItsMaterial() {
        Map<String, String> given = Map.of("dhcp.servers", "east=dhcp1.example.net", "topic.prefix", "campus");

        assertThat(errors(given, "ssl.keystore.location"))
                .singleElement()
                .asString()
                .contains("value null", "name the store with our key", "ssl.keystore.type=PEM");
        assertThat(errors(given, "ssl.truststore.location")).hasSize(1);
    }

    @Test
    void whatWasGivenAsTextReachesTheRequestor() {
        assertThat(settings(TEXT))
                .isEqualTo(TlsSettings.of(
                        new KeyMaterial.PemText(
                                REQUESTOR.chainPem().strip(),
                                Secret.of(REQUESTOR.keyPem().strip()),
                                null),
                        new TrustMaterial.PemText(TRUSTED.strip())));
    }

    @Test
    void filesReachTheRequestor() {
        Map<String, String> given = Map.ofEntries(
                Map.entry("dhcp.servers", "east=dhcp1.example.net"),
                Map.entry("topic.prefix", "campus"),
                Map.entry("ssl.keystore.type", "pkcs12"),
                Map.entry("ssl.keystore.location", "/etc/keys.p12"),
                Map.entry("ssl.keystore.password", "of the store"),
                Map.entry("ssl.key.password", "of the key"),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", "/etc/trust.pem"),
                Map.entry("ssl.endpoint.identification.algorithm", ""),
                Map.entry("ssl.enabled.protocols", "TLSv1.3"),
                Map.entry("ssl.cipher.suites", "TLS_AES_128_GCM_SHA256"));

        assertThat(settings(given))
                .isEqualTo(new TlsSettings(
                        new KeyMaterial.Store(
                                StoreType.PKCS12,
                                Path.of("/etc/keys.p12"),
                                Secret.of("of the store"),
                                Secret.of("of the key")),
                        new TrustMaterial.PemFile(Path.of("/etc/trust.pem")),
                        Set.of(TlsProtocol.TLS_1_3),
                        List.of("TLS_AES_128_GCM_SHA256"),
                        false));
    }

    @Test
    void withoutMoreWordsAllThatRfc9325RecommendsIsOffered() {
        assertThat(settings(TEXT).cipherSuites()).isEqualTo(CipherSuites.ALLOWED);
        assertThat(settings(TEXT).protocols()).containsExactlyInAnyOrder(TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_3);
        assertThat(settings(TEXT).verifyHostName()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"JKS, right, 0", "PKCS12, right, 0", "JKS, wrong, 1", "PKCS12, wrong, 1"})
    void aFileThatExistsIsOpenedWhenAConfigurationIsChecked(String type, String password, int problems)
            throws IOException, GeneralSecurityException {
        Path file = folder.resolve("keys");
        KeyStore store = REQUESTOR.keyStore(type, "right".toCharArray());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "right".toCharArray());
        }

        List<String> errors = errors(storedIn(file, type, password), "ssl.keystore.location");

        assertThat(errors)
                .hasSize(problems)
                .allSatisfy(error -> assertThat(error)
                        .contains(file.toString(), "not a " + type + " store, or the password does not fit")
                        .doesNotContain(password));
    }

    @Test
    void aFileThatIsNotThereIsRefusedAtItsKey() {
        Map<String, String> given = storedIn(Path.of("/nope/k.p12"), "PKCS12", "x");
        given.put("ssl.truststore.type", "PEM");
        given.remove("ssl.truststore.certificates");
        given.put("ssl.truststore.location", "/nope/t.pem");

        assertThat(errors(given, "ssl.keystore.location"))
                .singleElement()
                .asString()
                .contains("ssl.keystore.location", "/nope/k.p12", "every worker that may run the task");
        assertThat(errors(given, "ssl.truststore.location"))
                .singleElement()
                .asString()
                .contains("ssl.truststore.location", "/nope/t.pem", "every worker that may run the task");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void whatIsNoRegularFileIsNotReadWhenAConfigurationIsChecked() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path wrong : List.of(pipe, Path.of("/dev/zero"), folder)) {
            for (String type : List.of("PKCS12", "JKS")) {
                assertThat(errors(storedIn(wrong, type, "x"), "ssl.keystore.location"))
                        .singleElement()
                        .asString()
                        .contains(wrong + " is a ", "not a regular file");
            }
            Map<String, String> trust = with(Map.of("ssl.truststore.location", wrong.toString()));
            trust.remove("ssl.truststore.certificates");
            assertThat(errors(trust, "ssl.truststore.location"))
                    .singleElement()
                    .asString()
                    .contains("not a regular file");
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void aKeyThatAsksForHoursOfHashingIsRefusedAtOnce() throws IOException {
        // PBES2 with PBKDF2 and 2^31 - 1 iterations, AES-256-CBC, and 16 octets that mean nothing (RFC 8018).
        byte[] der = HexFormat.of()
                .parseHex("305f304b06092a864886f70d01050d303e301d06092a864886f70d01050c30100408010203040506070802047f"
                        + "ffffff301d060960864801650304012a0410000000000000000000000000000000000410000000000000000000"
                        + "00000000000000");
        String key = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(der) + "\n-----END ENCRYPTED PRIVATE KEY-----\n";

        assertThat(errors(with(Map.of("ssl.keystore.key", key, "ssl.key.password", "x")), "ssl.keystore.key"))
                .singleElement()
                .asString()
                .contains("2147483647 iterations", "2000000");
    }

    /** A worker that starts a task does not refuse it: the file may come back, and is read at each connection. */
    @Test
    void aTaskIsNotRefusedForAFileThatIsNotThere() {
        Map<String, String> given = storedIn(folder.resolve("elsewhere"), "PKCS12", "x");

        assertThat(new LeasequeryConnectorConfig(given).servers()).hasSize(1);
    }

    @Test
    void inClearTextTheKeysOfTlsAreRefusedAndTheirValuesNotShown() {
        Map<String, String> given = with(Map.of("security.protocol", "PLAINTEXT", "ssl.keystore.key", "rubbish"));

        assertThat(errors(given, "ssl.keystore.key"))
                .singleElement()
                .asString()
                .contains("ssl.keystore.key", "[hidden]", "security.protocol=SSL", "remove this key")
                .doesNotContain("rubbish");
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given)).hasMessageNotContaining("rubbish");
    }

    @Test
    void whatIsWrongWithTheChainIsReportedAtTheChain() {
        Map<String, String> given = with(Map.of("ssl.keystore.certificate.chain", "rubbish"));

        assertThat(errors(given, "ssl.keystore.certificate.chain"))
                .singleElement()
                .asString()
                .contains(
                        "ssl.keystore.certificate.chain",
                        "[hidden]",
                        "the PEM text of our certificate chain holds no certificate");
        assertThat(errors(given, "ssl.keystore.key")).isEmpty();
    }

    @Test
    void formsShowTheKeysOfTlsThatMatter() {
        assertThat(visible(TEXT)).contains("ssl.keystore.key", "ssl.truststore.certificates", "ssl.key.password");
        assertThat(visible(TEXT)).doesNotContain("ssl.keystore.password", "ssl.truststore.password");
        assertThat(visible(with(Map.of("ssl.keystore.type", "PKCS12"))))
                .contains("ssl.keystore.password")
                .doesNotContain("ssl.keystore.key");
        assertThat(visible(with(Map.of("security.protocol", "PLAINTEXT"))))
                .contains("security.protocol")
                .noneMatch(key -> key.startsWith("ssl."));
        assertThat(Objects.requireNonNull(LeasequeryConnectorConfig.definition()
                                .configKeys()
                                .get("security.protocol"))
                        .dependents)
                .contains("ssl.keystore.type", "ssl.truststore.location", "ssl.cipher.suites");
    }

    private static List<String> visible(Map<String, String> given) {
        return ConfigValidation.validate(given).configValues().stream()
                .filter(ConfigValue::visible)
                .map(ConfigValue::name)
                .toList();
    }

    @Test
    void aKeyWhoseLineEndsWereLostOnTheWayIsStillAKey() {
        Map<String, String> given = with(Map.of(
                "ssl.keystore.key", REQUESTOR.keyPem().replace('\n', ' '),
                "ssl.keystore.certificate.chain", REQUESTOR.chainPem().replace('\n', ' ')));

        assertThat(errors(given, "ssl.keystore.key")).isEmpty();
    }

    @Test
    void noTextOfTheConfigurationShowsASecret() {
        String all =
                settings(TEXT) + ConfigValidation.validate(TEXT).configValues().toString();

        assertThat(all)
                .doesNotContain(REQUESTOR.keyPem().lines().skip(1).findFirst().orElseThrow())
                .contains("[hidden]");
    }

    private static TlsSettings settings(Map<String, String> given) {
        LeasequeryConnectorConfig config = new LeasequeryConnectorConfig(given);
        return Objects.requireNonNull(
                config.requestorSettings(config.servers().get(0)).tls());
    }

    private static Map<String, String> storedIn(Path file, String type, String password) {
        Map<String, String> given = with(Map.of(
                "ssl.keystore.type", type,
                "ssl.keystore.location", file.toString(),
                "ssl.keystore.password", password));
        given.keySet().removeAll(Set.of("ssl.keystore.key", "ssl.keystore.certificate.chain"));
        return given;
    }

    private static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> given = new HashMap<>(TEXT);
        given.putAll(changes);
        return given;
    }

    private static Arguments wrong(String key, Map<String, String> changes, String... words) {
        return Arguments.of(key, changes, List.of(words));
    }

    private static List<String> errors(Map<String, String> given, String key) {
        return ConfigValidation.validate(given).configValues().stream()
                .filter(value -> value.name().equals(key))
                .flatMap((ConfigValue value) -> value.errorMessages().stream())
                .toList();
    }
}
