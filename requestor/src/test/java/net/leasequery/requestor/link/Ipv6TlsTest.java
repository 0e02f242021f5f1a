package net.leasequery.requestor.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.tls.SecureMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** STARTTLS, and what a server may make of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class Ipv6TlsTest {

    private static final String ADDRESS = "2001:db8:0:1::5";
    private static final String LATER = "2001:db8:0:1::6";
    private static final Ipv6Client CLIENT = Ipv6Client.of(Duid.ofHex("00030001020000000001"));
    private static final BulkQuery LINK = new BulkQuery.ByLinkAddress(Ipv6Address.parse("2001:db8:0:1::"));

    @Test
    @Tag("R7653-8.2-1")
    @Tag("trap-13")
    void asksForASnapshotAndForChangesThroughTls() {
        SecureMode mode = SecureMode.of(TlsParties.server().issue(), TlsParties.AUTHORITY.certificate());
        try (LeasequeryServer server = ipv6().activeLeasequery().secure(mode).start();
                LeasequeryRequestor requestor = start(server)) {
            server.leases().bind(ADDRESS, CLIENT, Duration.ofHours(1));
            Polled polled = new Polled(requestor);
            requestor.start();

            polled.awaitNotice(Notice.SnapshotCompleted.class);
            server.leases().bind(LATER, CLIENT, Duration.ofHours(1));

            assertThat(polled.awaitBinding(ADDRESS).origin()).isEqualTo(Origin.SNAPSHOT);
            assertThat(polled.awaitBinding(LATER).origin()).isEqualTo(Origin.LIVE);
            assertThat(((Notice.Connected)
                                    polled.awaitNotice(Notice.Connected.class).notice())
                            .security())
                    .startsWith("TLSv1.3");
        }
    }

    @Test
    @Tag("R7653-8.2-1")
    @Tag("R7653-11-1")
    void leavesAServerThatRefusesTls() {
        endsWith(ipv6().activeLeasequery().insecure(), DisconnectReason.TLS_REFUSED, "TLS_CONNECTION_REFUSED (15)");
    }

    @Test
    @Tag("R7653-8.2-1")
    void reportsAServerThatIsOlderThanTls() {
        endsWith(
                ipv6().profile(Profile.RFC5460),
                DisconnectReason.TLS_CLOSED,
                "closed the connection upon the request for TLS");
    }

    @Test
    @Tag("R7653-8.2-2")
    void refusesACertificateForAnotherHost() {
        SecureMode mode = SecureMode.of(
                TlsParties.AUTHORITY.order("other").forHosts("other.example").issue(),
                TlsParties.AUTHORITY.certificate());
        endsWith(ipv6().activeLeasequery().secure(mode), DisconnectReason.TLS_WRONG_HOST_NAME, "other.example");
    }

    @Test
    @Tag("R7653-8.2-2")
    void saysThatTheServerDoesNotLetUsIn() {
        SecureMode mode = SecureMode.of(
                TlsParties.server().issue(),
                TlsParties.AUTHORITY.certificate(),
                Set.of("somebody else"),
                List.of("TLSv1.2"));
        endsWith(
                ipv6().activeLeasequery().secure(mode),
                DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED,
                "allow its name to query");
    }

    private static void endsWith(LeasequeryServerBuilder builder, DisconnectReason reason, String words) {
        try (LeasequeryServer server = builder.start();
                LeasequeryRequestor requestor = start(server)) {
            Polled polled = new Polled(requestor);
            requestor.start();

            Notice.Disconnected end = (Notice.Disconnected)
                    polled.awaitNotice(Notice.Disconnected.class).notice();

            assertThat(end.reason()).as(end.detail()).isEqualTo(reason);
            assertThat(end.detail()).contains(words);
            assertThat(Objects.requireNonNull(requestor.status().tlsFailures().get(reason)))
                    .isPositive();
            assertThat(server.queries()).isEmpty();
        }
    }

    private static LeasequeryServerBuilder ipv6() {
        return LeasequeryServer.builder().family(Family.IPV6).range("2001:db8:0:1::/112");
    }

    private static LeasequeryRequestor start(LeasequeryServer server) {
        return LeasequeryRequestor.create(
                RequestorSettings.builder(new DhcpServer("east", "127.0.0.1", server.port()))
                        .tls(TlsParties.settings())
                        .family(DhcpFamily.IPV6)
                        .bulkQueries(List.of(LINK))
                        .connectTimeout(Duration.ofSeconds(5))
                        .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)))
                        .build(),
                ResumeState.NONE);
    }
}
