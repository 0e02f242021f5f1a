package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The task as Kafka Connect runs it, with a server that is not there or says nothing. */
@Timeout(30)
@ParameterizedClass
@ValueSource(strings = {"ipv4", "ipv6"})
class WithARealRequestorTest {

    private final LeasequerySourceTask task = new LeasequerySourceTask();
    private final String family;

    WithARealRequestorTest(String family) {
        this.family = family;
    }

    @Test
    void aDeadServerIsReportedAndDoesNotFailTheTask() throws IOException, InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        try (DeafPort deaf = new DeafPort()) {
            start(deaf.port());
            while (records.isEmpty()) {
                List<SourceRecord> polled = task.poll();
                records.addAll(polled == null ? List.of() : polled);
            }
            task.stop();
        }

        Struct event = (Struct) records.get(0).value();
        assertThat(records.get(0).topic()).isEqualTo("campus.events");
        assertThat(event.getString("type")).isEqualTo("DISCONNECTED");
        assertThat(event.getString("reason")).isEqualTo("CONNECT_FAILED");
    }

    @Test
    void stopsWithoutWaitingForTheServerAndLeavesNoThreadBehind() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(silent.getLocalPort());
            await().until(() -> threads() > 0);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(task::stop);

            assertThat(stopped).as("sooner than connect.timeout.ms, 30 s").succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(threads()).isZero();
        }
    }

    private void start(int port) {
        task.initialize(new TaskContext());
        task.start(Map.of(
                "dhcp.family",
                family,
                "dhcp.servers",
                "east=127.0.0.1:" + port,
                "topic.prefix",
                "campus",
                "security.protocol",
                "PLAINTEXT"));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("leasequery-"))
                .count();
    }
}
