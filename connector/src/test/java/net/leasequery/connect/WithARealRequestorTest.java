package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The task as Kafka Connect runs it, with a server that is not there or says nothing. */
@Timeout(30)
class WithARealRequestorTest {

    private final LeasequerySourceTask task = new LeasequerySourceTask();

    @Test
    void aDeadServerIsReportedAndDoesNotFailTheTask() throws IOException, InterruptedException {
        int port;
        try (ServerSocket vacated = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = vacated.getLocalPort();
        }

        start(port);
        List<SourceRecord> records = new ArrayList<>();
        while (records.isEmpty()) {
            List<SourceRecord> polled = task.poll();
            records.addAll(polled == null ? List.of() : polled);
        }
        task.stop();

        Struct event = (Struct) records.get(0).value();
        assertThat(records.get(0).topic()).isEqualTo("campus.events");
        assertThat(event.getString("type")).isEqualTo("DISCONNECTED");
        assertThat(event.getString("reason")).isEqualTo("CONNECT_FAILED");
    }

    @Test
    void stopsWithinASecondAndLeavesNoThreadBehind() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(silent.getLocalPort());
            await().until(() -> threads() > 0);

            long before = System.nanoTime();
            task.stop();

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
                    .isLessThan(5_000);
            assertThat(threads()).isZero();
        }
    }

    private void start(int port) {
        task.initialize(new TaskContext(null));
        task.start(Map.of(
                "dhcp.servers", "east=127.0.0.1:" + port,
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT"));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("leasequery-"))
                .count();
    }
}
