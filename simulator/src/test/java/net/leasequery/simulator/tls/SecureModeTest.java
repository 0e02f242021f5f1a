package net.leasequery.simulator.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.simulator.kit.Dhcpv6Fixture;
import net.leasequery.simulator.kit.Dhcpv6Queries;
import net.leasequery.simulator.kit.Dhcpv6TestRequestor;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecureModeTest {

    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
    private static final Identity SERVER =
            AUTHORITY.order("dhcp server").forAddresses("127.0.0.1").issue();
    private static final int OCTETS_OF_AN_ALERT = 7;
    private static final DhcpTls REQUEST = new DhcpTls(Dhcpv4Header.request(6), Dhcpv4Options.NONE);

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Tag("R7724-8.1-2")
    @Tag("R7724-8.1-4")
    void answersThroughTls(String protocol) throws IOException {
        try (LeasequeryServer server =
                        start(SecureMode.of(SERVER, AUTHORITY.certificate(), Set.of(), List.of(protocol)));
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            Dhcpv4Message consent = requestor.send(REQUEST).receive();
            requestor.handshake(client("requestor"));

            assertThat(consent).isInstanceOf(DhcpTls.class);
            assertThat(consent.transactionId()).isEqualTo(6);
            assertThat(consent.options().statusCode()).isNull();
            assertThat(requestor.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
        }
    }

    @Test
    @Tag("R7724-8.4-1")
    void saysGoodbyeThroughTls() throws IOException {
        LeasequeryServer server = start(SecureMode.of(SERVER, AUTHORITY.certificate()));
        try (TestRequestor requestor = TestRequestor.connect(server.port())) {
            requestor.send(REQUEST).receive();
            requestor.handshake(client("requestor")).send(Queries.active(1));
            await().until(() -> !server.queries().isEmpty());

            server.close();

            requestor.receiveThrough(StatusCode.QUERY_TERMINATED);
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.1-2")
    void closesAConnectionThatAsksInTheClear() {
        try (LeasequeryServer server = start(SecureMode.of(SERVER, AUTHORITY.certificate()));
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            assertThat(requestor.send(Queries.active(1)).isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.1-2")
    void answersNoClearTextThatFollowsTheRequestForTls() throws IOException {
        try (LeasequeryServer server = start(SecureMode.of(SERVER, AUTHORITY.certificate()));
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            requestor.sendOctets(framed(REQUEST, Queries.bulk(1)));

            assertThat(requestor.receive()).isInstanceOf(DhcpTls.class);
            assertThat(requestor.receiveRest()).hasSizeLessThanOrEqualTo(OCTETS_OF_AN_ALERT);
            assertThat(server.queries()).isEmpty();
        }
    }

    @Test
    @Tag("R7724-8.1-4")
    void letsInOnlyThoseOnItsList() throws IOException {
        SecureMode mode = SecureMode.of(SERVER, AUTHORITY.certificate(), Set.of("connect"), SecureMode.PROTOCOLS);
        try (LeasequeryServer server = start(mode);
                TestRequestor allowed = TestRequestor.connect(server.port());
                TestRequestor other = TestRequestor.connect(server.port())) {
            allowed.send(REQUEST).receive();
            assertThat(allowed.handshake(client("connect"))
                            .send(Queries.bulk(1))
                            .receiveThroughDone())
                    .hasSize(257);

            other.send(REQUEST).receive();
            assertThatThrownBy(() -> other.handshake(client("other"))
                            .send(Queries.bulk(1))
                            .receiveFrame())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @Tag("R7724-8.1-4")
    void letsInNobodyWithACertificateOfAnotherAuthority() {
        ThrowAwayAuthority stranger = ThrowAwayAuthority.create("Stranger", KeyKind.ECDSA);
        SSLContext strange = stranger.order("requestor").issue().context(AUTHORITY.certificate());
        try (LeasequeryServer server = start(SecureMode.of(SERVER, AUTHORITY.certificate()));
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            requestor.send(REQUEST).receive();

            assertThatThrownBy(() ->
                            requestor.handshake(strange).send(Queries.bulk(1)).receiveFrame())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @Tag("R7724-8.1-3")
    void refusesTlsInInsecureModeWhateverElseIsConfigured() {
        try (LeasequeryServer server = LeasequeryServer.builder()
                        .range("10.0.0.0/24")
                        .secure(SecureMode.of(SERVER, AUTHORITY.certificate()))
                        .insecure()
                        .start();
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            Dhcpv4Message reply = requestor.send(REQUEST).receive();

            assertThat(StatusOf.message(reply).meaning()).isEqualTo(StatusCode.TLS_CONNECTION_REFUSED);
        }
    }

    @Test
    @Tag("R7653-9.1-1")
    void upgradesDhcpv6Connections() throws IOException {
        try (LeasequeryServer server = LeasequeryServer.builder()
                        .family(Family.IPV6)
                        .range("2001:db8:0:1::/120")
                        .activeLeasequery()
                        .secure(SecureMode.of(SERVER, AUTHORITY.certificate()))
                        .start();
                Dhcpv6TestRequestor requestor = Dhcpv6TestRequestor.connect(server.port())) {
            Dhcpv6Message consent =
                    requestor.send(new StartTls(6, Dhcpv6Options.NONE)).receive();
            requestor.handshake(client("requestor"));
            Dhcpv6Message answer = requestor
                    .send(Dhcpv6Queries.bulk(7, LqQuery.byLinkAddress(Dhcpv6Fixture.LINK_1)))
                    .receive();

            assertThat(consent).isEqualTo(new Reply(6, Dhcpv6Options.NONE));
            assertThat(answer.transactionId()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItHasWritten(KeyKind kind, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("identity.pem");
        Identity written = AUTHORITY.order("someone").keys(kind).issue();

        written.write(file);

        assertThat(Identity.read(file, file)).isEqualTo(written);
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    private static LeasequeryServer start(SecureMode mode) {
        LeasequeryServerBuilder builder = LeasequeryServer.builder()
                .range("10.0.0.0/24")
                .activeLeasequery()
                .secure(mode);
        return builder.start();
    }

    private static SSLContext client(String name) {
        return AUTHORITY.order(name).issue().context(AUTHORITY.certificate());
    }

    private static byte[] framed(Dhcpv4Message... messages) {
        ByteBuf octets = Unpooled.buffer();
        for (Dhcpv4Message message : messages) {
            ByteBuf frame = Unpooled.buffer();
            new Dhcpv4Encoder().encode(message, frame);
            octets.writeShort(frame.readableBytes()).writeBytes(frame);
        }
        return ByteBufUtil.getBytes(octets);
    }
}
