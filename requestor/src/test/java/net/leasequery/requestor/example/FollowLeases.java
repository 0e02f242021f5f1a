package net.leasequery.requestor.example;

import java.time.Duration;
import java.util.function.Consumer;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumeState;

/** Hands every delivery of one server to a consumer until the thread is interrupted. */
final class FollowLeases {

    private FollowLeases() {}

    static void follow(String host, int port, ResumeState stored, Consumer<Delivery> consumer)
            throws InterruptedException {
        // begin
        RequestorSettings settings = RequestorSettings.builder(new DhcpServer("east", host, port))
                .clearText() // or .tls(...)
                .build();
        try (LeasequeryRequestor requestor = LeasequeryRequestor.create(settings, stored)) {
            requestor.start();
            while (true) {
                for (Delivery delivery : requestor.poll(Duration.ofSeconds(1))) {
                    consumer.accept(delivery); // then store delivery.resumeState() for the next start
                }
            }
        }
        // end
    }
}
