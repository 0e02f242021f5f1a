package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.tls.SecureMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Secure mode with a server that is secure itself. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsWithSimulatorTest {

    private final SimulatedScene scene;
    private final Protocol protocol;

    TlsWithSimulatorTest(DhcpFamily family) {
        scene = new SimulatedScene(family);
        protocol = scene.protocol();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("R7653-8.2-1")
    @Tag("trap-13")
    void asksForASnapshotAndForChangesThroughTls() {
        LeasequeryServer server = start(SecureMode.of(TlsParties.server().issue(), TlsParties.AUTHORITY.certificate()));
        scene.bind(server, 1);
        Polled polled = new Polled(scene.start(secure(server)));

        polled.awaitNotice(Notice.SnapshotCompleted.class);
        scene.bind(server, 2);

        assertThat(polled.awaitBinding(protocol.address(1)).origin()).isEqualTo(Origin.SNAPSHOT);
        assertThat(polled.awaitBound(protocol.address(2)).origin()).isEqualTo(Origin.LIVE);
        Notice.Connected connected =
                (Notice.Connected) polled.awaitNotice(Notice.Connected.class).notice();
        assertThat(connected.security()).startsWith("TLSv1.3");
    }

    @Test
    @Tag("R7653-8.2-2")
    void saysThatTheServerDoesNotLetUsIn() {
        LeasequeryServer server = start(SecureMode.of(
                TlsParties.server().issue(),
                TlsParties.AUTHORITY.certificate(),
                Set.of("somebody else"),
                List.of("TLSv1.2")));
        Polled polled = new Polled(scene.start(secure(server)));

        Notice.Disconnected end = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(end.reason()).as(end.detail()).isEqualTo(DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED);
        assertThat(end.detail()).contains("allow its name to query");
        assertThat(server.queries()).isEmpty();
    }

    private LeasequeryServer start(SecureMode mode) {
        return scene.startSecure(protocol.simulator().activeLeasequery(), mode);
    }

    private RequestorSettingsBuilder secure(LeasequeryServer server) {
        return scene.secureSettings(server)
                .bulkQueries(List.of(protocol.everything()))
                .connectTimeout(Duration.ofSeconds(5));
    }
}
