package net.leasequery.requestor.internal.netty;

import static net.leasequery.requestor.testkit.TlsParties.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.HangingFile;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.requestor.tls.CipherSuites;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.TlsProtocol;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TlsStatus;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a handshake ends, and what is told of it. The server's side is the JDK's. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsHandshakeTest {

    private static final ThrowAwayAuthority STRANGER = ThrowAwayAuthority.create("Stranger", KeyKind.ECDSA);

    private final long now = System.currentTimeMillis() / 1000;
    private final Scene scene;

    TlsHandshakeTest(DhcpFamily family) {
        scene = Scene.inSecureMode(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, ECDSA", "TLSv1.3, RSA", "TLSv1.2, ECDSA", "TLSv1.2, RSA"})
    void agreesOnEachVersionWithEachKindOfKey(String protocol, KeyKind kind) throws IOException {
        scene.start();

        try (Session session = scene.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.server().keys(kind).issue()), protocol);

            Query query = session.read();
            session.send(query.replies().keepAlive(Instant.now().getEpochSecond()));

            assertThat(query.kind()).isEqualTo(Query.Kind.ACTIVE);
            Notice.Connected connected = (Notice.Connected)
                    scene.polled().awaitNotice(Notice.Connected.class).notice();
            assertThat(connected.security()).startsWith(protocol);
        }
    }

    @Test
    void speaksNoVersionThatIsForbidden() {
        startWith(new TlsSettings(
                TlsParties.keys(TlsParties.REQUESTOR),
                TlsParties.trust(),
                Set.of(TlsProtocol.TLS_1_3),
                CipherSuites.ALLOWED,
                true));

        scene.refusedHandshake(context(TlsParties.server().issue()), "TLSv1.2");

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
        assertThat(scene.awaitDisconnected().detail())
                .contains("protocol_version", "none of the TLS versions that we offer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Tag("R7653-8.2-2")
    void saysThatTheServerRefusedOurCertificate(String protocol) {
        scene.start();

        try (Session session = scene.accept()) {
            SSLContext trustsOthers = context(TlsParties.server().issue(), STRANGER.certificate());
            session.agreeToTls();
            Throwable refusal = catchThrowable(() -> session.handshake(trustsOthers, protocol));

            assertThat(refusal).isInstanceOf(IOException.class);
            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED);
            assertThat(scene.awaitDisconnected().detail())
                    .contains("the server refused our certificate", "trust the authority");
        }
    }

    @Test
    void saysThatAServerWhichAgreedToTlsHungUpAndNeverNull() {
        scene.start();

        scene.accept().agreeToTls().close();

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
        assertThat(scene.awaitDisconnected().detail())
                .startsWith("the connection ended in the TLS handshake")
                .doesNotContain("null");
    }

    @Test
    void endsAConnectionWhoseRecordsWereTamperedWith() throws IOException {
        byte[] record = {
            23, 3, 3, 0, 32, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
            26, 27, 28, 29, 30, 31, 32
        };
        scene.start();

        try (Session session = scene.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            session.read();
            session.sendInClearText(record);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_BROKEN);
        }
    }

    @Test
    void theServersGoodbyeInTlsIsACloseAndNoFault() throws IOException {
        scene.start();

        try (Session session = scene.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            session.send(session.read().replies().lease(scene.address(1), now, 0));
            scene.polled().awaitBinding(scene.address(1));
        }

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
    }

    @Test
    void tellsWhenCertificatesExpire() throws IOException {
        Instant soon = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        scene.start();

        try (Session session = scene.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.server()
                            .validBetween(Instant.now().minusSeconds(60), soon)
                            .issue()));
            session.send(session.read().replies().keepAlive(Instant.now().getEpochSecond()));
            scene.polled().awaitNotice(Notice.Connected.class);

            TlsStatus status =
                    Objects.requireNonNull(scene.status().connections().tls());
            assertThat(status.serverExpiry()).isEqualTo(soon);
            assertThat(status.ownExpiry())
                    .isEqualTo(TlsParties.REQUESTOR.chain().stream()
                            .map(certificate -> certificate.getNotAfter().toInstant())
                            .min(Instant::compareTo)
                            .orElseThrow());
        }
    }

    @Test
    void takesARenewedCertificateAtTheNextConnection(@TempDir Path folder) throws IOException {
        Path keys = folder.resolve("requestor.pem");
        writeKeys(keys, TlsParties.AUTHORITY.order("first").issue());
        startWith(TlsSettings.of(new KeyMaterial.PemFile(keys, null), TlsParties.trust()));
        try (Session session = scene.accept()) {
            assertThat(peerNameAfter(session)).isEqualTo("CN=first");
        }

        writeKeys(keys, TlsParties.AUTHORITY.order("second").issue());

        List<String> shown = new ArrayList<>();
        // An attempt may already have been under way when the file changed.
        for (int i = 0; i < 2 && !shown.contains("CN=second"); i++) {
            try (Session session = scene.accept()) {
                shown.add(peerNameAfter(session));
            }
        }
        assertThat(shown).endsWith("CN=second");
    }

    @Test
    void saysWhatIsWrongWithOurOwnKeysAndBothersNoServer(@TempDir Path folder) throws IOException {
        Path keys = folder.resolve("requestor.pem");
        startWith(TlsSettings.of(new KeyMaterial.PemFile(keys, null), TlsParties.trust()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_MATERIAL_UNUSABLE);
        assertThat(scene.awaitDisconnected().detail()).isEqualTo(keys + " does not exist");

        writeKeys(keys, TlsParties.REQUESTOR);
        try (Session session = scene.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            assertThat(session.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }

    @Test
    void aFileSystemThatHangsEndsTheAttemptInTimeAndTheNextOnesToo() {
        try (HangingFile keys = HangingFile.create("/nfs/requestor.pem")) {
            scene.start(settings -> settings.connectTimeout(Duration.ofMillis(100))
                    .tls(TlsSettings.of(new KeyMaterial.PemFile(keys.path(), null), TlsParties.trust())));

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_MATERIAL_UNUSABLE);
            assertThat(scene.awaitDisconnected().detail())
                    .contains("/nfs/requestor.pem could not be read within 100 ms");
            await().until(() -> scene.status().connections().attempts() > 6);
            assertThat(threadsThatReadFiles()).hasSizeLessThanOrEqualTo(4);
            scene.close();
        }

        await().until(() -> threadsThatReadFiles().isEmpty());
    }

    private static List<String> threadsThatReadFiles() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("leasequery-blocking-/nfs"))
                .toList();
    }

    private String peerNameAfter(Session session) throws IOException {
        return session.agreeToTls()
                .handshake(context(TlsParties.server().issue()))
                .peerName();
    }

    private static void writeKeys(Path file, Identity identity) throws IOException {
        Files.writeString(file, identity.keyPem() + identity.chainPem());
    }

    private void startWith(TlsSettings tls) {
        scene.start(settings -> settings.tls(tls));
    }
}
