package net.leasequery.simulator.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections secured by TLS. RFC 7724 section 8.1, RFC 7653 section 9.1. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Family.class)
class SecureModeTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
    private static final Identity SERVER =
            AUTHORITY.order("dhcp server").forAddresses("127.0.0.1").issue();
    private static final SecureMode ANYONE_OF_OURS = SecureMode.of(SERVER, AUTHORITY.certificate());
    private static final int OCTETS_OF_AN_ALERT = 7;

    private final Family family;

    SecureModeTest(Family family) {
        this.family = family;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Tag("R7724-8.1-2")
    @Tag("R7724-8.1-4")
    @Tag("R7653-9.1-1")
    void answersThroughTls(String protocol) throws IOException {
        SecureMode mode = SecureMode.of(SERVER, AUTHORITY.certificate(), Set.of(), List.of(protocol));
        try (FamilyFixture fixture = secured(mode).filled();
                FamilyRequestor requestor = fixture.connect()) {
            byte[] consent = requestor.tls(6).receiveFrame();
            requestor.handshake(client("requestor"));

            assertThat(fixture.protocol.isAnswerToTls(consent)).isTrue();
            assertThat(fixture.protocol.read(consent).xid()).isEqualTo(6);
            assertThat(fixture.protocol.read(consent).status()).isNull();
            assertThat(requestor.bulk(1).receiveThroughEnd()).hasSize(257);
        }
    }

    @Test
    @Tag("R7724-8.4-1")
    void saysGoodbyeThroughTls() throws IOException {
        FamilyFixture fixture = secured(ANYONE_OF_OURS);
        try (FamilyRequestor requestor = upgraded(fixture, "requestor")) {
            requestor.active(1);
            await().until(() -> !fixture.server.queries().isEmpty());

            fixture.close();

            requestor.receiveThroughStatus(fixture.protocol.queryTerminated());
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.1-2")
    void closesAConnectionThatAsksInTheClear() {
        try (FamilyFixture fixture = secured(ANYONE_OF_OURS);
                FamilyRequestor requestor = fixture.connect()) {
            assertThat(requestor.active(1).isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.1-2")
    void answersNoClearTextThatFollowsTheRequestForTls() throws IOException {
        try (FamilyFixture fixture = secured(ANYONE_OF_OURS);
                FamilyRequestor requestor = fixture.connect()) {
            requestor.tlsAndBulkInOnePiece(6, 1);

            assertThat(fixture.protocol.isAnswerToTls(requestor.receiveFrame())).isTrue();
            assertThat(requestor.receiveRest()).hasSizeLessThanOrEqualTo(OCTETS_OF_AN_ALERT);
            assertThat(fixture.server.queries()).isEmpty();
        }
    }

    @Test
    @Tag("R7724-8.1-4")
    void letsInOnlyThoseOnItsList() throws IOException {
        SecureMode mode = SecureMode.of(SERVER, AUTHORITY.certificate(), Set.of("connect"), SecureMode.PROTOCOLS);
        try (FamilyFixture fixture = secured(mode).filled();
                FamilyRequestor allowed = upgraded(fixture, "connect");
                FamilyRequestor other = fixture.connect()) {
            assertThat(allowed.bulk(1).receiveThroughEnd()).hasSize(257);

            other.tls(6).receive();
            assertTurnedAway(other, client("other"));
        }
    }

    @Test
    @Tag("R7724-8.1-4")
    void letsInNobodyWithACertificateOfAnotherAuthority() {
        ThrowAwayAuthority stranger = ThrowAwayAuthority.create("Stranger", KeyKind.ECDSA);
        SSLContext strange = stranger.order("requestor").issue().context(AUTHORITY.certificate());
        try (FamilyFixture fixture = secured(ANYONE_OF_OURS);
                FamilyRequestor requestor = fixture.connect()) {
            requestor.tls(6).receive();

            assertTurnedAway(requestor, strange);
        }
    }

    @Test
    @Tag("R7724-8.1-3")
    void refusesTlsInInsecureModeWhateverElseIsConfigured() {
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.secure(ANYONE_OF_OURS));
                FamilyRequestor requestor = fixture.connect()) {
            MessageContent reply = requestor.tls(6).receive();

            assertThat(reply.status()).isEqualTo(fixture.protocol.tlsConnectionRefused());
        }
    }

    private FamilyFixture secured(SecureMode mode) {
        return FamilyFixture.plain(family, server -> server.activeLeasequery().secure(mode));
    }

    private static FamilyRequestor upgraded(FamilyFixture fixture, String name) throws IOException {
        FamilyRequestor requestor = fixture.connect();
        requestor.tls(6).receive();
        return requestor.handshake(client(name));
    }

    /** The refusal may come before or after the requestor, who has sent its certificate, has written its query. */
    private static void assertTurnedAway(FamilyRequestor requestor, SSLContext context) {
        assertThatThrownBy(() -> requestor.handshake(context).bulk(1).receiveFrame())
                .isInstanceOfAny(IOException.class, UncheckedIOException.class);
    }

    private static SSLContext client(String name) {
        return AUTHORITY.order(name).issue().context(AUTHORITY.certificate());
    }
}
