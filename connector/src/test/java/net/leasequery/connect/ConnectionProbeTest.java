package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.probe.ConnectionProbe;
import net.leasequery.connect.probe.Finding;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How servers that are tried at the same time share the time that a validation may take. */
@Timeout(20)
class ConnectionProbeTest {

    private static final DhcpServer DEAD = new DhcpServer("dead", "192.0.2.1", 67);
    private static final DhcpServer HEALTHY = new DhcpServer("healthy", "192.0.2.2", 67);

    private final Map<String, ScriptedRequestor> requestors =
            Map.of(DEAD.name(), new ScriptedRequestor(), HEALTHY.name(), new ScriptedRequestor());
    private final ConnectionProbe probe = new ConnectionProbe(
            settings -> requestor(settings.server()), Duration.ofMillis(200), Duration.ofSeconds(10), System::nanoTime);

    @Test
    void aServerThatUsesUpTheTimeDoesNotHideTheAnswersOfTheOthers() throws InterruptedException {
        requestor(HEALTHY)
                .deliver(Samples.notice(new Notice.Connected("192.0.2.2:67", "PLAINTEXT"), Samples.liveAt(100)));

        List<Finding> findings = probe.tryOut(List.of(settings(DEAD), settings(HEALTHY)));

        assertThat(findings).extracting(Finding::server).containsExactly(DEAD);
    }

    private ScriptedRequestor requestor(DhcpServer server) {
        return Objects.requireNonNull(requestors.get(server.name()));
    }

    private static RequestorSettings settings(DhcpServer server) {
        return RequestorSettings.builder(server).clearText().build();
    }
}
