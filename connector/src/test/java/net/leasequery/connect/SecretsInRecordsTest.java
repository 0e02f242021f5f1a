package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.leasequery.simulator.fault.FaultText;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.SecureMode;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No secret of the configuration stands in what anybody may read who may read the topics. */
@Timeout(60)
class SecretsInRecordsTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
    private static final ThrowAwayAuthority STRANGER = ThrowAwayAuthority.create("Stranger", KeyKind.ECDSA);
    private static final Identity REQUESTOR = AUTHORITY.order("requestor").issue();

    private static final String STORE_PASSWORD = "canary-of-the-store";
    private static final String KEY_PASSWORD = "canary-of-the-key";
    private static final String JAAS = "canary-of-the-sweep";

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    /** Among them each line of the key that is long enough not to stand somewhere by chance. */
    private static final List<String> SECRETS = Stream.concat(
                    Stream.of(STORE_PASSWORD, KEY_PASSWORD, JAAS),
                    REQUESTOR.keyPem().lines().filter(line -> line.length() > 20 && !line.startsWith("-----")))
            .toList();

    private final LeasequerySourceTask task = new LeasequerySourceTask();

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void noneIsReportedAServerThatIsNotTrusted() throws InterruptedException {
        try (LeasequeryServer server = securedBy(STRANGER, AUTHORITY).start()) {
            start(server, keyAsText());

            assertThat(textOf(recordsUntil(event("TLS_SERVER_UNTRUSTED"))))
                    .contains("CN=Stranger")
                    .doesNotContain(SECRETS);
        }
    }

    @Test
    void noneIsReportedAServerThatRefusesOurCertificate() throws InterruptedException {
        try (LeasequeryServer server = securedBy(AUTHORITY, STRANGER).start()) {
            start(server, keyAsText());

            assertThat(textOf(recordsUntil(event("TLS_OUR_CERTIFICATE_REFUSED"))))
                    .contains("refused our certificate")
                    .doesNotContain(SECRETS);
        }
    }

    @Test
    void noneIsReportedAKeyThatItsPasswordsDoNotOpen(@TempDir Path folder) throws Exception {
        try (LeasequeryServer server = securedBy(AUTHORITY, AUTHORITY).start()) {
            start(server, keyIn(storeWithOtherPasswords(folder)));

            assertThat(textOf(recordsUntil(event("TLS_MATERIAL_UNUSABLE"))))
                    .contains("keys.p12")
                    .doesNotContain(SECRETS);
        }
    }

    @Test
    void noneIsReportedAMalformedMessage() throws InterruptedException {
        try (LeasequeryServer server = securedBy(AUTHORITY, AUTHORITY).start()) {
            server.inject(FaultText.parse(server.family(), "garbage octets=30 target=active"));
            start(server, keyAsText());

            assertThat(textOf(recordsUntil(record -> record.topic().equals("campus.quarantine"))))
                    .contains("MALFORMED_MESSAGE")
                    .doesNotContain(SECRETS);
        }
    }

    private static LeasequeryServerBuilder securedBy(ThrowAwayAuthority ofTheServer, ThrowAwayAuthority ofRequestors) {
        Identity server =
                ofTheServer.order("dhcp server").forAddresses("127.0.0.1").issue();
        return LeasequeryServer.builder()
                .range("10.0.0.0/28")
                .activeLeasequery()
                .churnRate(50)
                .secure(SecureMode.of(server, ofRequestors.certificate()));
    }

    private void start(LeasequeryServer server, Map<String, String> key) {
        Map<String, String> config = new HashMap<>(Map.of(
                "dhcp.servers", "east=127.0.0.1:" + server.port(),
                "topic.prefix", "campus",
                "malformed.message.policy", "quarantine",
                "reconnect.backoff.ms", "10",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", Identity.pem(AUTHORITY.certificate()),
                "sweep.bootstrap.servers", "127.0.0.1:9092",
                "sweep.consumer.security.protocol", "SASL_SSL",
                "sweep.consumer.sasl.mechanism", "PLAIN",
                "sweep.consumer.sasl.jaas.config", LOGIN + " required username=\"sweep\" password=\"" + JAAS + "\";"));
        config.put("sweep.consumer.ssl.truststore.location", "/nope/so-that-the-read-back-fails-at-once.pem");
        config.putAll(key);
        task.initialize(new TaskContext());
        task.start(config);
    }

    private static Map<String, String> keyAsText() {
        return Map.of(
                "ssl.keystore.type", "PEM",
                "ssl.keystore.key", REQUESTOR.keyPem(),
                "ssl.keystore.certificate.chain", REQUESTOR.chainPem());
    }

    private static Map<String, String> keyIn(Path file) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                file.toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.key.password",
                KEY_PASSWORD);
    }

    private static Path storeWithOtherPasswords(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        char[] another = "another".toCharArray();
        try (OutputStream out = Files.newOutputStream(file)) {
            REQUESTOR.keyStore("PKCS12", another).store(out, another);
        }
        return file;
    }

    private static Predicate<SourceRecord> event(String reason) {
        return record ->
                record.topic().equals("campus.events") && reason.equals(((Struct) record.value()).getString("reason"));
    }

    private List<SourceRecord> recordsUntil(Predicate<SourceRecord> wanted) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (records.stream().noneMatch(wanted)) {
            records.addAll(Objects.requireNonNullElse(task.poll(), List.of()));
        }
        return records;
    }

    private static String textOf(List<SourceRecord> records) {
        return records.stream().map(SecretsInRecordsTest::textOf).collect(Collectors.joining("\n"));
    }

    /** All that a record carries; octets one character each, so that a text in them is found. */
    private static String textOf(SourceRecord record) {
        Stream<@Nullable Object> headers =
                StreamSupport.stream(record.headers().spliterator(), false).map(header -> header.value());
        return Stream.concat(
                        Stream.of(record.key(), record.value(), record.sourcePartition(), record.sourceOffset()),
                        headers)
                .map(SecretsInRecordsTest::textOf)
                .collect(Collectors.joining(" "));
    }

    private static String textOf(@Nullable Object value) {
        if (value instanceof byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Struct struct) {
            return struct.schema().fields().stream()
                    .map(field -> field.name() + "=" + textOf(struct.get(field)))
                    .collect(Collectors.joining(" "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + textOf(entry.getValue()))
                    .collect(Collectors.joining(" "));
        }
        return String.valueOf(value);
    }
}
