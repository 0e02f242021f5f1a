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
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.ScriptedServer;
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

        try (Conversation conversation = new Conversation(certificates, settings, version)) {
            Dhcpv4Message query = conversation.openssl.read();
            conversation.openssl.send(Replies.to(query).active("10.0.0.1", now, 0));

            assertThat(query).isInstanceOf(DhcpActiveLeaseQuery.class);
            conversation.polled.awaitBinding("10.0.0.1");
            Notice.Connected connected = (Notice.Connected)
                    conversation.polled.awaitNotice(Notice.Connected.class).notice();
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

        try (Conversation conversation = new Conversation(certificates, settings)) {
            assertThat(conversation.openssl.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
        }
    }

    @Test
    void readsTheTextThatOpensslMakes() throws IOException, InterruptedException {
        OpensslCertificates certificates = certificates("ECDSA");
        TlsSettings settings = TlsSettings.of(
                new KeyMaterial.PemText(
                        certificates.text("requestor.pem"), Secret.of(certificates.text("requestor-key.pem")), null),
                new TrustMaterial.PemText(certificates.text("authority.pem")));

        try (Conversation conversation = new Conversation(certificates, settings)) {
            assertThat(conversation.openssl.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3", "-tls1_2"})
    void understandsThatOpensslRefusesOurCertificate(String version) throws IOException, InterruptedException {
        OpensslCertificates certificates = certificates("ECDSA");
        TlsSettings settings = TlsSettings.of(
                TlsParties.keys(TlsParties.REQUESTOR), new TrustMaterial.PemFile(certificates.file("authority.pem")));

        try (Conversation conversation = new Conversation(certificates, settings, version)) {
            Notice.Disconnected end = (Notice.Disconnected)
                    conversation.polled.awaitNotice(Notice.Disconnected.class).notice();

            assertThat(end.reason()).as(end.detail()).isEqualTo(DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED);
        }
    }

    private static OpensslCertificates certificates(String keys) {
        OpensslCertificates made = CERTIFICATES.get(keys);
        assertThat(made).as(keys).isNotNull();
        return Objects.requireNonNull(made);
    }

    /** A requestor, and an OpenSSL server that it has connected to. */
    private static final class Conversation implements AutoCloseable {

        private final ScriptedServer relay = ScriptedServer.listen();
        private final OpensslServer openssl;
        private final LeasequeryRequestor requestor;
        private final Polled polled;
        private final Session session;

        Conversation(OpensslCertificates certificates, TlsSettings settings, String... more)
                throws IOException, InterruptedException {
            openssl = OpensslServer.start(certificates, more);
            requestor = LeasequeryRequestor.create(
                    RequestorSettings.builder(relay.asConfigured())
                            .tls(settings)
                            .snapshotMode(SnapshotMode.NEVER)
                            .connectTimeout(Duration.ofSeconds(10))
                            .reconnectBackOff(new BackOff(Duration.ofSeconds(30), Duration.ofSeconds(30)))
                            .build(),
                    ResumeState.NONE);
            polled = new Polled(requestor);
            requestor.start();
            session = relay.accept();
            openssl.serve(session);
        }

        @Override
        public void close() {
            requestor.close();
            session.close();
            openssl.close();
            relay.close();
        }
    }
}
