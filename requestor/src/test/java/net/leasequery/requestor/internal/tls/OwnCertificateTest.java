package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.leasequery.requestor.testkit.LoggedLines;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.TlsMaterialValidator;
import net.leasequery.simulator.tls.CertificateOrder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A certificate of ours that servers refuse is worth a warning before one does. */
class OwnCertificateTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Ours", KeyKind.RSA);

    @RegisterExtension
    final LoggedLines lines = new LoggedLines(Material.class);

    static Stream<Arguments> flawed() {
        Instant now = Instant.now();
        return Stream.of(
                flaw("an RSA key of 1024 bits", order -> order.rsaKeys(1024)),
                flaw("is signed with SHA-1", order -> order.signedBy("SHA1withRSA")),
                flaw("expired at ", order -> order.validBetween(now.minus(Duration.ofDays(9)), now.minusSeconds(60))),
                flaw(
                        "is not valid before ",
                        order -> order.validBetween(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)))));
    }

    private static Arguments flaw(String words, UnaryOperator<CertificateOrder> change) {
        return Arguments.of(words, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawed")
    void warnsOf(String words, UnaryOperator<CertificateOrder> change) throws Exception {
        TlsMaterialValidator.check(
                material(change.apply(AUTHORITY.order("requestor")).issue()));

        assertThat(lines.texts())
                .singleElement()
                .asString()
                .contains("the PEM text of our certificate chain", "our certificate CN=requestor", words, "replace it");
    }

    @Test
    void saysNothingOfAGoodOne() throws Exception {
        TlsMaterialValidator.check(material(AUTHORITY.order("requestor").issue()));

        assertThat(lines.events()).isEmpty();
    }

    @Test
    void theLibrarysOwnLogOfHandshakesIsSilent() {
        assertThat(BouncyCastle.handshakeLoggers())
                .hasSize(2)
                .allSatisfy(silenced -> assertThat(silenced.isLoggable(java.util.logging.Level.SEVERE))
                        .isFalse());
    }

    private static KeyMaterial material(Identity identity) {
        return new KeyMaterial.PemText(identity.chainPem(), Secret.of(identity.keyPem()), null);
    }
}
