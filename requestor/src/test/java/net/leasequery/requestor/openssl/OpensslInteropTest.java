package net.leasequery.requestor.openssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requestor with OpenSSL at the other end of TLS, and with certificates that OpenSSL has made. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpensslInteropTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Secret PASSWORD = Secret.of(OpensslCertificates.STORE_PASSWORD);
    private static final Map<String, OpensslCertificates> CERTIFICATES = new HashMap<>();

    @TempDir
    private static Path folder;

    private final long now = System.currentTimeMillis() / 1000;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "openssl")));
        assumeTrue(installed, "openssl is not installed: apt-get install openssl");
        for (String newKey : new String[] {"", "-newkey rsa:2048"}) {
            Path own = Files.createDirectory(folder.resolve(newKey.isEmpty() ? "ec" : "rsa"));
            CERTIFICATES.put(newKey.isEmpty() ? "ECDSA" : "RSA", OpensslCertificates.make(own, newKey));
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3, ECDSA, TLSv1.3", "-tls1_3, RSA, TLSv1.3", "-tls1_2, ECDSA, TLSv1.2", "-tls1_2, RSA, TLSv1.2"})
    @Tag("R7724-7.2-8")
    @Tag("R7724-7.2-9")
    @Tag("R7724-7.2-10")
    void talksThroughTlsWithBothSidesAuthenticated(String version, String keys, String agreed)
            throws IOException, InterruptedException {
        OpensslCertificates certificates = certificates(keys);
        TlsSettings settings = TlsSettings.of(
                new KeyMaterial.PemFile(certificates.file("requestor-identity.pem"), null),
                new TrustMaterial.PemFile(certificates.file("authority.pem")));

        try (OpensslServer openssl = OpensslServer.start(certificates, version);
                Scene scene = Scene.inSecureMode(DhcpFamily.IPV4);
                Session session = attempt(scene, settings)) {
            openssl.serve(session);

            Query query = openssl.read();
            openssl.send(query.replies().lease(scene.address(1), now, 0));

            assertThat(query.kind()).isEqualTo(Query.Kind.ACTIVE);
            scene.polled().awaitBinding(scene.address(1));
            Notice.Connected connected = (Notice.Connected)
                    scene.polled().awaitNotice(Notice.Connected.class).notice();
            assertThat(connected.security())
                    .startsWith(agreed)
                    .contains("server CN=localhost")
                    .doesNotContain("did not ask");
        }
    }

    @Test
    void readsTheStoresThatOpensslMakes() throws IOException, InterruptedException {
        OpensslCertificates certificates = certificates("RSA");
        TlsSettings settings = TlsSettings.of(
                new KeyMaterial.Store(StoreType.PKCS12, certificates.file("requestor.p12"), PASSWORD, null),
                new TrustMaterial.Store(StoreType.PKCS12, certificates.file("authority.p12"), PASSWORD));

        try (OpensslServer openssl = OpensslServer.start(certificates);
                Scene scene = Scene.inSecureMode(DhcpFamily.IPV4);
                Session session = attempt(scene, settings)) {
            openssl.serve(session);

            assertThat(openssl.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }

    @Test
    void readsTheTextThatOpensslMakes() throws IOException, InterruptedException {
        OpensslCertificates certificates = certificates("ECDSA");
        TlsSettings settings = TlsSettings.of(
                new KeyMaterial.PemText(
                        certificates.text("requestor.pem"), Secret.of(certificates.text("requestor-key.pem")), null),
                new TrustMaterial.PemText(certificates.text("authority.pem")));

        try (OpensslServer openssl = OpensslServer.start(certificates);
                Scene scene = Scene.inSecureMode(DhcpFamily.IPV4);
                Session session = attempt(scene, settings)) {
            openssl.serve(session);

            assertThat(openssl.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3", "-tls1_2"})
    void understandsThatOpensslRefusesOurCertificate(String version) throws IOException, InterruptedException {
        OpensslCertificates certificates = certificates("ECDSA");
        TlsSettings settings = TlsSettings.of(
                TlsParties.keys(TlsParties.REQUESTOR), new TrustMaterial.PemFile(certificates.file("authority.pem")));

        try (OpensslServer openssl = OpensslServer.start(certificates, version);
                Scene scene = Scene.inSecureMode(DhcpFamily.IPV4);
                Session session = attempt(scene, settings)) {
            openssl.serve(session);

            Notice.Disconnected end = scene.awaitDisconnected();

            assertThat(end.reason()).as(end.detail()).isEqualTo(DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED);
        }
    }

    private static OpensslCertificates certificates(String keys) {
        OpensslCertificates made = CERTIFICATES.get(keys);
        assertThat(made).as(keys).isNotNull();
        return Objects.requireNonNull(made);
    }

    /** Starts a requestor that makes one attempt, and waits for it. */
    private static Session attempt(Scene scene, TlsSettings tls) {
        scene.start(settings -> settings.tls(tls).reconnectBackOff(new BackOff(LONG, LONG)));
        return scene.accept();
    }
}
