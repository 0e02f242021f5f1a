package net.leasequery.connect.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.connect.config.ConfigValidation;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka's client would read these to their end, and hash as often as they say. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ConsumerKeyFilesTest {

    private static final Identity IDENTITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA)
            .order("reader")
            .issue();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ssl.keystore.location", "ssl.truststore.location"})
    void aDeviceOrPipeIsReportedAtItsKeyAndNeverGivenToKafka(String property) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path wrong : new Path[] {pipe, Path.of("/dev/zero"), folder}) {
            Map<String, String> consumer = Map.of("security.protocol", "SSL", property, wrong.toString());

            assertThat(ConsumerKeyFiles.problems(consumer)).containsOnlyKeys(property);
            assertThat(errorsAt("sweep.consumer." + property, wrong.toString())).contains("not a regular file");
            assertThatThrownBy(() -> settings(consumer).open(IsolationLevel.READ_COMMITTED))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("sweep.consumer." + property)
                    .hasMessageContaining("not a regular file");
        }
    }

    @Test
    void aKeyThatAsksForHoursOfHashingIsRefusedAsTextAndAsFile() throws Exception {
        String pem = costly(PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC);
        Path file = Files.writeString(folder.resolve("keys.pem"), pem);

        assertThat(ConsumerKeyFiles.problems(Map.of("ssl.keystore.key", pem, "ssl.keystore.location", file.toString())))
                .containsOnlyKeys("ssl.keystore.key", "ssl.keystore.location")
                .allSatisfy((property, problem) -> assertThat(problem).contains("2147483647 iterations"));
    }

    @Test
    void ordinaryFilesPassAndMissingOnesAreLeftToKafka() throws Exception {
        Path pem = folder.resolve("identity.pem");
        IDENTITY.write(pem);
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        IDENTITY.keyStore("PKCS12", "secret".toCharArray()).store(store, "secret".toCharArray());
        Path pkcs12 = Files.write(folder.resolve("keys.p12"), store.toByteArray());

        assertThat(ConsumerKeyFiles.problems(Map.of(
                        "ssl.keystore.location", pkcs12.toString(),
                        "ssl.truststore.location", pem.toString(),
                        "ssl.keystore.key", IDENTITY.keyPem(),
                        "ssl.truststore.certificates", IDENTITY.chainPem())))
                .isEmpty();
        assertThat(ConsumerKeyFiles.problems(Map.of("ssl.keystore.location", "/nowhere/keys.p12")))
                .isEmpty();
    }

    private static String errorsAt(String key, String value) {
        return ConfigValidation.validate(Map.of(
                        "dhcp.servers",
                        "east=dhcp1.example.net",
                        "topic.prefix",
                        "campus",
                        "security.protocol",
                        "PLAINTEXT",
                        key,
                        value))
                .configValues()
                .stream()
                .filter(found -> found.name().equals(key))
                .findFirst()
                .orElseThrow()
                .errorMessages()
                .toString();
    }

    private static String costly(ASN1ObjectIdentifier encryption) throws Exception {
        byte[] der = new EncryptedPrivateKeyInfo(
                        new AlgorithmIdentifier(encryption, new PKCS12PBEParams(new byte[8], Integer.MAX_VALUE)),
                        new byte[64])
                .getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }

    private static ReadBackSettings settings(Map<String, String> consumer) {
        return new ReadBackSettings("campus.bindings", "127.0.0.1:1", "reader", consumer, null);
    }
}
