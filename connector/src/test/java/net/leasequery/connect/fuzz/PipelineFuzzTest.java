package net.leasequery.connect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.MalformedMessagePolicy;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No message of a server, up to 65,535 octets, breaks anything between the socket and the broker. Some
 * hundred messages in every build; {@code -Dfuzz.minutes=30} goes on for longer, and {@code -Dfuzz.seed=N}
 * repeats a run.
 */
class PipelineFuzzTest {

    private static final int MESSAGES_IN_A_BUILD = 500;
    private static final int SHOWN_OCTETS = 2_000;

    @ParameterizedTest
    @EnumSource
    void everyMessageBecomesRecordsThatCanBeWritten(DhcpFamily family, TestReporter reporter) {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("fuzz.minutes", 0)).toNanos();
        HostileMessages messages = new HostileMessages(family, new Random(seed));
        Pipeline quarantining = new Pipeline(family, MalformedMessagePolicy.QUARANTINE);
        Pipeline failing = new Pipeline(family, MalformedMessagePolicy.FAIL);
        long count = 0;
        long octets = 0;
        while (count < MESSAGES_IN_A_BUILD || System.nanoTime() - end < 0) {
            byte[] message = messages.next();
            try {
                quarantining.feed(message);
                failing.feed(message);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", message " + count + " of " + message.length + " octets: " + shown(message),
                        e);
            }
            count++;
            octets += message.length;
        }
        assertThat(quarantining.bindings())
                .as("well-formed messages among them, seed %d", seed)
                .isGreaterThan(20);
        reporter.publishEntry(
                family.name(),
                "seed " + seed + ", " + count + " messages, " + octets + " octets, " + quarantining.bindings()
                        + " bindings, " + quarantining.records() + " records, the largest of " + quarantining.largest()
                        + " octets as JSON");
    }

    private static String shown(byte[] message) {
        return HexFormat.of().formatHex(message, 0, Math.min(message.length, SHOWN_OCTETS));
    }
}
