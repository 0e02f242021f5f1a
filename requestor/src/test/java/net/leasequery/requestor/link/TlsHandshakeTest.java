package net.leasequery.requestor.link;

import static net.leasequery.requestor.testkit.TlsParties.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
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
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpServer;
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
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsHandshakeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ThrowAwayAuthority STRANGER = ThrowAwayAuthority.create("Stranger", KeyKind.ECDSA);

    private final ScriptedServer server = ScriptedServer.listen();
    private final long now = System.currentTimeMillis() / 1000;
    private LeasequeryRequestor requestor = requestor(server.asConfigured(), TlsParties.settings());
    private Polled polled = new Polled(requestor);

    @AfterEach
    void close() {
        requestor.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, ECDSA", "TLSv1.3, RSA", "TLSv1.2, ECDSA", "TLSv1.2, RSA"})
    void agreesOnEachVersionWithEachKindOfKey(String protocol, KeyKind kind) throws IOException {
        requestor.start();

        try (Session session = server.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.server().keys(kind).issue()), protocol);

            assertThat(session.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
            Notice.Connected connected = (Notice.Connected)
                    polled.awaitNotice(Notice.Connected.class).notice();
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

        refusesTo(context(TlsParties.server().issue()), "TLSv1.2");

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
        assertThat(disconnected().detail()).contains("protocol_version", "none of the TLS versions that we offer");
    }

    @Test
    @Tag("R7724-7.2-9")
    void refusesACertificateThatNobodyWeTrustVouchesFor() {
        requestor.start();

        refusesTo(context(TlsParties.server(STRANGER).issue()));

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_SERVER_UNTRUSTED);
        assertThat(disconnected().detail()).contains("CN=dhcp server", "CN=Stranger", "trusted certificates");
    }

    @Test
    @Tag("R7724-7.2-9")
    void refusesAnExpiredCertificate() {
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        requestor.start();

        refusesTo(context(TlsParties.server()
                .validBetween(yesterday.minus(9, ChronoUnit.DAYS), yesterday)
                .issue()));

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED);
        assertThat(disconnected().detail()).contains("CN=dhcp server expired on " + yesterday);
    }

    @Test
    @Tag("R7724-7.2-9")
    void refusesACertificateThatIsNotYetValid() {
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        requestor.start();

        refusesTo(context(TlsParties.server()
                .validBetween(tomorrow, tomorrow.plus(9, ChronoUnit.DAYS))
                .issue()));

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED);
        assertThat(disconnected().detail()).contains("check both clocks");
    }

    @Test
    @Tag("R7724-7.2-9")
    void refusesACertificateForAnotherHost() {
        requestor.start();

        refusesTo(context(
                TlsParties.AUTHORITY.order("other").forHosts("other.example").issue()));

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_WRONG_HOST_NAME);
        assertThat(disconnected().detail()).contains("other.example", "127.0.0.1");
    }

    @Test
    void takesACertificateForAnotherHostIfTold() throws IOException {
        TlsSettings strict = TlsParties.settings();
        startWith(new TlsSettings(strict.keys(), strict.trust(), strict.protocols(), strict.cipherSuites(), false));

        try (Session session = server.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.AUTHORITY
                            .order("other")
                            .forHosts("other.example")
                            .issue()));

            assertThat(session.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
        }
    }

    @Test
    void checksTheNameThatWasConfiguredAndNotTheAddressBehindIt() throws IOException {
        use(requestor(new DhcpServer("east", "localhost", server.port()), TlsParties.settings()));
        requestor.start();

        try (Session session = server.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.AUTHORITY
                            .order("x")
                            .forHosts("localhost")
                            .issue()));

            assertThat(session.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void saysThatTheServerRefusedOurCertificate(String protocol) {
        requestor.start();

        try (Session session = server.accept()) {
            SSLContext trustsOthers = context(TlsParties.server().issue(), STRANGER.certificate());
            session.agreeToTls();
            Throwable refusal = catchThrowable(() -> session.handshake(trustsOthers, protocol));

            assertThat(refusal).isInstanceOf(IOException.class);
            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED);
            assertThat(disconnected().detail()).contains("the server refused our certificate", "trust the authority");
        }
    }

    @Test
    void endsAConnectionWhoseRecordsWereTamperedWith() throws IOException {
        byte[] record = {
            23, 3, 3, 0, 32, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
            26, 27, 28, 29, 30, 31, 32
        };
        requestor.start();

        try (Session session = server.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            session.read();
            session.sendInClearText(record);

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_BROKEN);
        }
    }

    @Test
    void theServersGoodbyeInTlsIsACloseAndNoFault() throws IOException {
        requestor.start();

        try (Session session = server.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            session.send(Replies.to(session.read()).active("10.0.0.1", now, 0));
            polled.awaitBinding("10.0.0.1");
        }

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
    }

    @Test
    void tellsWhenCertificatesExpire() throws IOException {
        Instant soon = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        requestor.start();

        try (Session session = server.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.server()
                            .validBetween(Instant.now().minusSeconds(60), soon)
                            .issue()));
            session.read();
            polled.awaitNotice(Notice.Connected.class);

            TlsStatus status = Objects.requireNonNull(requestor.status().tls());
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
        try (Session session = server.accept()) {
            assertThat(peerNameAfter(session)).isEqualTo("CN=first");
        }

        writeKeys(keys, TlsParties.AUTHORITY.order("second").issue());

        List<String> shown = new ArrayList<>();
        // An attempt may already have been under way when the file changed.
        for (int i = 0; i < 2 && !shown.contains("CN=second"); i++) {
            try (Session session = server.accept()) {
                shown.add(peerNameAfter(session));
            }
        }
        assertThat(shown).endsWith("CN=second");
    }

    @Test
    void saysWhatIsWrongWithOurOwnKeysAndBothersNoServer(@TempDir Path folder) throws IOException {
        Path keys = folder.resolve("requestor.pem");
        startWith(TlsSettings.of(new KeyMaterial.PemFile(keys, null), TlsParties.trust()));

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_MATERIAL_UNUSABLE);
        assertThat(disconnected().detail()).isEqualTo(keys + " does not exist");

        writeKeys(keys, TlsParties.REQUESTOR);
        try (Session session = server.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            assertThat(session.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
        }
    }

    private String peerNameAfter(Session session) throws IOException {
        return session.agreeToTls()
                .handshake(context(TlsParties.server().issue()))
                .peerName();
    }

    private static void writeKeys(Path file, Identity identity) throws IOException {
        Files.writeString(file, identity.keyPem() + identity.chainPem());
    }

    /** The next connection's handshake fails, because the requestor wants it so. */
    private void refusesTo(SSLContext context, String... protocols) {
        try (Session session = server.accept()) {
            session.agreeToTls();
            Throwable refusal = catchThrowable(() -> {
                // With TLS 1.3 a server learns of the refusal when it reads.
                session.handshake(context, protocols).awaitEnd(PATIENCE);
                throw new EOFException();
            });
            assertThat(refusal).isInstanceOf(IOException.class);
            disconnected();
        }
    }

    private Notice.Disconnected disconnected() {
        return (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();
    }

    private void startWith(TlsSettings settings) {
        use(requestor(server.asConfigured(), settings));
        requestor.start();
    }

    private void use(LeasequeryRequestor another) {
        requestor.close();
        requestor = another;
        polled = new Polled(another);
    }

    private static LeasequeryRequestor requestor(DhcpServer address, TlsSettings tls) {
        return LeasequeryRequestor.create(
                RequestorSettings.builder(address)
                        .tls(tls)
                        .snapshotMode(SnapshotMode.NEVER)
                        .connectTimeout(PATIENCE)
                        .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)))
                        .build(),
                ResumeState.NONE);
    }
}
