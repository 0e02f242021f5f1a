package net.leasequery.requestor.internal.netty;

import static net.leasequery.requestor.testkit.TlsParties.context;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which certificates of a server are taken. The server's side is the JDK's. RFC 7724 section 7.2, RFC 7653 section 8.2. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerCertificateTest {

    private static final ThrowAwayAuthority STRANGER = ThrowAwayAuthority.create("Stranger", KeyKind.ECDSA);

    private final Scene scene;

    ServerCertificateTest(DhcpFamily family) {
        scene = Scene.inSecureMode(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("R7724-7.2-9")
    @Tag("R7653-8.2-2")
    void refusesACertificateThatNobodyWeTrustVouchesFor() {
        scene.start();

        scene.refusedHandshake(context(TlsParties.server(STRANGER).issue()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_SERVER_UNTRUSTED);
        assertThat(scene.awaitDisconnected().detail())
                .contains("CN=dhcp server", "CN=Stranger", "trusted certificates");
    }

    @Test
    @Tag("R7724-7.2-9")
    void refusesAnExpiredCertificate() {
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        scene.start();

        scene.refusedHandshake(context(TlsParties.server()
                .validBetween(yesterday.minus(9, ChronoUnit.DAYS), yesterday)
                .issue()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED);
        assertThat(scene.awaitDisconnected().detail()).contains("CN=dhcp server expired on " + yesterday);
    }

    @Test
    @Tag("R7724-7.2-9")
    void refusesACertificateThatIsNotYetValid() {
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        scene.start();

        scene.refusedHandshake(context(TlsParties.server()
                .validBetween(tomorrow, tomorrow.plus(9, ChronoUnit.DAYS))
                .issue()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED);
        assertThat(scene.awaitDisconnected().detail()).contains("check both clocks");
    }

    @Test
    @Tag("R7724-7.2-9")
    @Tag("R7653-8.2-2")
    void refusesACertificateForAnotherHost() {
        scene.start();

        scene.refusedHandshake(context(
                TlsParties.AUTHORITY.order("other").forHosts("other.example").issue()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_WRONG_HOST_NAME);
        assertThat(scene.awaitDisconnected().detail()).contains("other.example", "127.0.0.1");
    }

    @Test
    void takesACertificateForAnotherHostIfTold() throws IOException {
        TlsSettings strict = TlsParties.settings();
        TlsSettings lenient =
                new TlsSettings(strict.keys(), strict.trust(), strict.protocols(), strict.cipherSuites(), false);
        scene.start(settings -> settings.tls(lenient));

        try (Session session = scene.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.AUTHORITY
                            .order("other")
                            .forHosts("other.example")
                            .issue()));

            assertThat(session.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }

    @Test
    void checksTheNameThatWasConfiguredAndNotTheAddressBehindIt() throws IOException {
        DhcpServer named = new DhcpServer("east", "localhost", scene.server().port());
        scene.start(named, settings -> settings, ResumeState.NONE);

        try (Session session = scene.accept()) {
            session.agreeToTls()
                    .handshake(context(TlsParties.AUTHORITY
                            .order("x")
                            .forHosts("localhost")
                            .issue()));

            assertThat(session.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }
}
