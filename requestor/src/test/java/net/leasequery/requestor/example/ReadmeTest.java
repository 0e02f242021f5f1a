package net.leasequery.requestor.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.ResumeState;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final String SOURCE = "src/test/java/net/leasequery/requestor/example/FollowLeases.java";

    @Test
    void showsTheExampleAsItIsCompiled() throws IOException {
        String source = Files.readString(Path.of(SOURCE));
        String example = source.substring(
                        source.indexOf("        // begin\n") + "        // begin\n".length(),
                        source.indexOf("        // end\n"))
                .indent(-8);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "```");
    }

    @Test
    void theExampleFollowsLeases() throws InterruptedException {
        CountDownLatch reported = new CountDownLatch(1);
        try (LeasequeryServer server = LeasequeryServer.builder()
                .range("10.0.0.0/24")
                .activeLeasequery()
                .insecure()
                .start()) {
            server.leases().bind("10.0.0.5", Ipv4Client.ethernet("02:00:00:00:00:05"), Duration.ofHours(1));
            Thread thread = new Thread(() -> follow(server.port(), reported));
            thread.start();

            assertThat(reported.await(20, TimeUnit.SECONDS)).isTrue();

            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(5));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static void follow(int port, CountDownLatch reported) {
        try {
            FollowLeases.follow("127.0.0.1", port, ResumeState.NONE, delivery -> {
                if (delivery instanceof Delivery.OfBinding binding
                        && binding.binding().address().text().equals("10.0.0.5")) {
                    reported.countDown();
                }
            });
        } catch (InterruptedException e) {
            // How the test ends it.
            Thread.currentThread().interrupt();
        }
    }
}
