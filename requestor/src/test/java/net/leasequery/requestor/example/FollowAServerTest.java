package net.leasequery.requestor.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ResumeStateCodec;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How to follow a DHCP server without Kafka: print each change, keep the resume state in a file, and go on after a
 * restart where the last run ended.
 */
@Timeout(60)
class FollowAServerTest {

    private static final Ipv4Client SOMEBODY = Ipv4Client.ethernet("02:00:00:00:00:05");

    @TempDir
    Path directory;

    @Test
    void goesOnWhereItWas() throws Exception {
        Path stored = directory.resolve("east.resume");
        try (LeasequeryServer server = LeasequeryServer.builder()
                .range("10.0.0.0/28")
                .activeLeasequery()
                .idleTimeout(Duration.ofSeconds(1)) // its keep-alives show how far the stream has come
                .insecure()
                .start()) {
            server.leases().bind("10.0.0.5", SOMEBODY, Duration.ofHours(1));

            // The first run finds no file, and loads a snapshot: all 16 addresses, of which one is bound.
            List<String> first = follow(server.port(), stored, "10.0.0.5 ACTIVE SNAPSHOT");
            assertThat(first).contains("10.0.0.5 ACTIVE SNAPSHOT");

            server.leases().bind("10.0.0.6", SOMEBODY, Duration.ofHours(1));

            // The second run asks for what has changed since, and for nothing else.
            List<String> second = follow(server.port(), stored, "10.0.0.6 ACTIVE CATCH_UP");
            assertThat(second).allMatch(line -> line.endsWith("CATCH_UP") || line.endsWith("LIVE"));
        }
    }

    /** Follows until one line is told, and once more until nothing is owed. */
    private static List<String> follow(int port, Path file, String until) throws IOException, InterruptedException {
        ResumeState resume = Files.exists(file) ? ResumeStateCodec.decode(Files.readString(file)) : ResumeState.NONE;
        RequestorSettings settings = RequestorSettings.builder(new DhcpServer("east", "127.0.0.1", port))
                .clearText()
                .build();
        List<String> lines = new ArrayList<>();
        try (LeasequeryRequestor requestor = LeasequeryRequestor.create(settings, resume)) {
            requestor.start();
            while (!lines.contains(until) || resume.gap() != null || resume.position() == null) {
                for (Delivery delivery : requestor.poll(Duration.ofSeconds(1))) {
                    if (delivery instanceof Delivery.OfBinding delivered) {
                        lines.add(delivered.binding().address().text() + " "
                                + delivered.binding().state() + " " + delivered.origin());
                    }
                    resume = delivery.resumeState();
                }
                // What was printed is printed for good, so the position may be stored.
                Files.writeString(file, ResumeStateCodec.encode(resume));
            }
        }
        return lines;
    }
}
