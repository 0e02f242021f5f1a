package net.leasequery.requestor.internal.netty;

import static net.leasequery.requestor.testkit.TlsParties.context;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.simulator.tls.CertificateOrder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Certificates of an authority that we trust, which are not good enough for all that: each is refused, and the
 * event says plainly why. RFC 9525, RFC 9325 section 4.5, RFC 5280 sections 4.2.1.3, 4.2.1.10 and 4.2.1.12.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UnfitServerCertificateTest {

    private static final ThrowAwayAuthority TRUSTED = ThrowAwayAuthority.create("Trusted", KeyKind.RSA);
    private static final ThrowAwayAuthority FOR_OTHERS = ThrowAwayAuthority.root("For others", KeyKind.ECDSA)
            .permittingHosts("other.example")
            .issueAuthority();
    private static final ThrowAwayAuthority FEEBLE =
            ThrowAwayAuthority.root("Feeble", KeyKind.RSA).rsaKeys(1024).issueAuthority();
    private static final ThrowAwayAuthority BELOW =
            TRUSTED.order("Below").keys(KeyKind.ECDSA).signedBy("SHA1withRSA").issueAuthority();
    private static final ThrowAwayAuthority NOT_AN_AUTHORITY = TRUSTED.order("Leaf")
            .keys(KeyKind.ECDSA)
            .keyUsage(KeyUsage.digitalSignature)
            .issueAuthority();
    private static final ThrowAwayAuthority LIMITED = TRUSTED.order("Limited")
            .keys(KeyKind.ECDSA)
            .permittingHosts("other.example")
            .issueAuthority();

    private final Scene scene = Scene.inSecureMode(DhcpFamily.IPV4);

    @AfterEach
    void close() {
        scene.close();
    }

    record Unfit(
            String what, ThrowAwayAuthority root, Supplier<Identity> server, DisconnectReason reason, String words) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Unfit> namesThatProveNothing() {
        DisconnectReason wrongHost = DisconnectReason.TLS_WRONG_HOST_NAME;
        return Stream.of(
                unfit(
                        "the host as common name only",
                        () -> TRUSTED.order("127.0.0.1").keys(KeyKind.ECDSA),
                        wrongHost,
                        "subjectAltName"),
                unfit(
                        "a mailbox only",
                        () -> TRUSTED.order("127.0.0.1").keys(KeyKind.ECDSA).forMailboxes("a@localhost"),
                        wrongHost,
                        "subjectAltName"),
                unfit(
                        "the address as a host name",
                        () -> TRUSTED.order("x").keys(KeyKind.ECDSA).forHosts("127.0.0.1"),
                        wrongHost,
                        "127.0.0.1"),
                unfit(
                        "another address",
                        () -> TRUSTED.order("x").keys(KeyKind.ECDSA).forAddresses("127.0.0.2"),
                        wrongHost,
                        "127.0.0.2"),
                new Unfit(
                        "the host as common name, past name constraints",
                        FOR_OTHERS,
                        () -> FOR_OTHERS.order("127.0.0.1").issue(),
                        wrongHost,
                        "subjectAltName"));
    }

    static Stream<Unfit> unfitForAnyHost() {
        DisconnectReason weak = DisconnectReason.TLS_SERVER_CERTIFICATE_WEAK;
        DisconnectReason unsuitable = DisconnectReason.TLS_SERVER_CERTIFICATE_UNSUITABLE;
        return Stream.of(
                unfit("RSA-1024", () -> order().rsaKeys(1024), weak, "RSA key of 1024 bits"),
                unfit("RSA-2040", () -> order().rsaKeys(2040), weak, "RSA key of 2040 bits"),
                unfit("signed with SHA-1", () -> order().signedBy("SHA1withRSA"), weak, "SHA-1"),
                unfit("signed with MD5", () -> order().signedBy("MD5withRSA"), weak, "MD5"),
                new Unfit(
                        "RSA-1024 authority",
                        FEEBLE,
                        TlsParties.server(FEEBLE).keys(KeyKind.ECDSA)::issue,
                        weak,
                        "CN=Feeble"),
                new Unfit("authority signed with SHA-1", TRUSTED, TlsParties.server(BELOW)::issue, weak, "CN=Below"),
                unfit(
                        "for clients only",
                        () -> order().forPurposes(KeyPurposeId.id_kp_clientAuth),
                        unsuitable,
                        "serverAuth"),
                unfit(
                        "for signing mail",
                        () -> order().forPurposes(KeyPurposeId.id_kp_emailProtection),
                        unsuitable,
                        "serverAuth"),
                unfit(
                        "for encipherment only",
                        () -> order().keyUsage(KeyUsage.keyEncipherment),
                        unsuitable,
                        "digitalSignature"),
                new Unfit(
                        "authority that may not sign",
                        TRUSTED,
                        TlsParties.server(NOT_AN_AUTHORITY)::issue,
                        unsuitable,
                        "CN=Leaf"),
                new Unfit(
                        "root for other hosts",
                        FOR_OTHERS,
                        TlsParties.server(FOR_OTHERS)::issue,
                        unsuitable,
                        "name constraints"),
                new Unfit(
                        "authority for other hosts",
                        TRUSTED,
                        TlsParties.server(LIMITED)::issue,
                        unsuitable,
                        "name constraints"));
    }

    @ParameterizedTest
    @MethodSource({"namesThatProveNothing", "unfitForAnyHost"})
    @Tag("R7724-7.2-9")
    void isRefusedAndTheEventSaysWhy(Unfit unfit) {
        start(unfit, true);

        scene.refusedHandshake(context(unfit.server().get()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(unfit.reason());
        assertThat(scene.awaitDisconnected().detail()).contains(unfit.words()).doesNotContain("no authority");
    }

    @ParameterizedTest
    @MethodSource("unfitForAnyHost")
    void isRefusedAlsoIfNobodyChecksTheHostName(Unfit unfit) {
        start(unfit, false);

        scene.refusedHandshake(context(unfit.server().get()));

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(unfit.reason());
    }

    @ParameterizedTest
    @MethodSource("namesThatProveNothing")
    void aNameThatProvesNothingIsTakenIfNobodyChecksTheHostName(Unfit unfit) throws IOException {
        start(unfit, false);

        try (Session session = scene.accept()) {
            session.agreeToTls().handshake(context(unfit.server().get()));

            assertThat(session.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }

    private void start(Unfit unfit, boolean verifyHostName) {
        TlsSettings usual = TlsParties.settings();
        TrustMaterial trust =
                new TrustMaterial.PemText(Identity.pem(unfit.root().certificate()));
        scene.start(settings -> settings.tls(
                new TlsSettings(usual.keys(), trust, usual.protocols(), usual.cipherSuites(), verifyHostName)));
    }

    private static CertificateOrder order() {
        return TlsParties.server(TRUSTED).keys(KeyKind.ECDSA);
    }

    private static Unfit unfit(String what, Supplier<CertificateOrder> order, DisconnectReason reason, String words) {
        return new Unfit(what, TRUSTED, () -> order.get().issue(), reason, words);
    }
}
