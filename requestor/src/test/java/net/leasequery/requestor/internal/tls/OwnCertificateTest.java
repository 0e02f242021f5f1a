package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.TlsMaterialValidator;
import net.leasequery.simulator.tls.CertificateOrder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A certificate of ours that servers refuse is worth a warning before one does. */
class OwnCertificateTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Ours", KeyKind.RSA);

    private final Logger logger = (Logger) LoggerFactory.getLogger(Material.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

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

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("the PEM text of our certificate chain", "our certificate CN=requestor", words, "replace it");
    }

    @Test
    void saysNothingOfAGoodOne() throws Exception {
        TlsMaterialValidator.check(material(AUTHORITY.order("requestor").issue()));

        assertThat(lines.list).isEmpty();
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
