package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.leasequery.quickstart.cluster.ConnectRestException;

/** One running schedule: what happens to the server and its connector, and the outcome. */
final class Trial implements AutoCloseable {

    /** How long a worker or a broker may take to come back. */
    private static final Duration REST_PATIENCE = Duration.ofMinutes(2);

    private static final Duration FIRST_QUERY = Duration.ofMinutes(1);
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final Duration CONNECTOR_FAULT_LENGTH = Duration.ofMillis(1_500);
    private static final long RETRY_MILLIS = 200;

    private final Schedule schedule;
    private final FollowedServer followed;

    Trial(Schedule schedule, FollowedServer followed) {
        this.schedule = schedule;
        this.followed = followed;
    }

    /** Submits the connector and waits until it is at work. */
    void begin() throws IOException, InterruptedException, TimeoutException {
        followed.submit();
        followed.awaitQuery(FIRST_QUERY);
    }

    /** Plays all faults of the schedule, and returns after the last one. */
    void play() throws IOException, InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<Void> serverFaults = followed.server().play(schedule.serverFaults());
        for (Timed<ConnectorFault> next : schedule.connectorFaults()) {
            long left = next.at().toNanos() - (System.nanoTime() - start);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
            insistOn(next.what());
        }
        serverFaults.join();
    }

    /** Ends all faults and changes, waits until the connector reports that it has everything, and compares. */
    Outcome settle(Path scratch) throws IOException, InterruptedException {
        int struck = schedule.faults() - followed.calmDown();
        Outcome outcome = outcome(struck, scratch);
        if (outcome.failure() != null) {
            followed.writeEvidence(scratch);
        }
        return outcome;
    }

    private Outcome outcome(int struck, Path scratch) throws IOException, InterruptedException {
        try {
            followed.awaitCaughtUp(CATCH_UP);
        } catch (TimeoutException stuck) {
            return Outcome.stuck(schedule, struck, String.valueOf(stuck.getMessage()));
        }
        Verdict verdict = followed.verdict(scratch);
        return Outcome.of(schedule, struck, verdict, followed.counts(), followed.events());
    }

    FollowedServer followed() {
        return followed;
    }

    @Override
    public void close() {
        followed.close();
    }

    /** The worker may be down at this moment, or rebalancing. */
    private void insistOn(ConnectorFault fault) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + REST_PATIENCE.toNanos();
        while (true) {
            try {
                fault.inflict(followed.rest(), followed.brokers(), followed.name(), CONNECTOR_FAULT_LENGTH);
                return;
            } catch (IOException | ConnectRestException notNow) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(fault + " was impossible for " + REST_PATIENCE, notNow);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }
}
