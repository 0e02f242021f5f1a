package net.leasequery.systemtests.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;

/**
 * The server and the connector of one schedule. All timeouts are short, so that the effects of a fault appear within
 * seconds.
 *
 * @param network of the server
 * @param bulk whether the connector may use bulk queries; if not, the server remembers everything, because nothing
 *     else could fill a gap
 * @param seed of the server's clients and changes
 * @param initialLeases older than the server's history, so that a snapshot is owed
 * @param changesPerSecond in addition to expiries
 * @param history changes that the server remembers; few, so that it sometimes has to send DataMissing
 * @param sendBuffer octets that the operating system buffers for the server, 0 for its own choice; with a small
 *     buffer a slow requestor blocks the server at once
 * @param connector configuration that differs from schedule to schedule
 * @param table whether the connector can read its topic back; over DHCPv6 it must, to detect bindings that ended
 *     while it did not run
 */
record Setting(
        Network network,
        boolean bulk,
        long seed,
        int initialLeases,
        int changesPerSecond,
        int history,
        int sendBuffer,
        Map<String, String> connector,
        boolean table) {

    /** Well below {@code active.receive.timeout.ms}; otherwise the server's keep-alives would come too late. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(400);

    private static final int LEASES = 512;
    private static final int EVERYTHING = 1_000_000;
    private static final int WITHOUT_BULK_ONE_IN = 4;

    private static final Map<String, String> SHORT_TIMEOUTS = Map.of(
            "connect.timeout.ms", "2000",
            "active.receive.timeout.ms", "2000",
            "bulk.data.timeout.ms", "4000",
            "reconnect.backoff.ms", "100",
            "reconnect.backoff.max.ms", "1000",
            "heartbeat.interval.ms", "500");

    /** Buffers for what a slow Kafka has not accepted yet: small, so that the task is soon no longer polled. */
    private static final Map<String, String> SMALL_BUFFERS =
            Map.of("producer.override.buffer.memory", "262144", "producer.override.batch.size", "4096");

    private static final int WITHOUT_TABLE_ONE_IN = 5;

    Setting {
        connector = Map.copyOf(connector);
    }

    static Setting random(Family family, long seed, Random random) {
        Setting setting = new Setting(
                Network.of(family, LEASES),
                true,
                seed,
                oneOf(random, 0, 100, 300),
                30 + random.nextInt(120),
                oneOf(random, 200, 2_000, 100_000),
                oneOf(random, 0, 0, 16_384),
                Map.of(
                        "snapshot.mode", oneOf(random, "initial", "initial", "always", "when_needed"),
                        "malformed.message.policy", oneOf(random, "fail", "skip", "quarantine"),
                        "resume.overlap.ms", oneOf(random, "3000", "5000"),
                        "max.queue.size", oneOf(random, "100", "2000"),
                        "max.batch.size", oneOf(random, "50", "100")),
                family == Family.IPV6 || random.nextInt(WITHOUT_TABLE_ONE_IN) > 0);
        return switch (family) {
            case IPV4 -> setting;
            case IPV6 -> random.nextInt(WITHOUT_BULK_ONE_IN) == 0 ? setting.withoutBulk() : setting;
        };
    }

    /** Without bulk queries, a snapshot is a catch-up from the beginning. */
    private Setting withoutBulk() {
        return new Setting(network, false, seed, 0, changesPerSecond, EVERYTHING, sendBuffer, connector, table);
    }

    /**
     * Whether a correct connector can recover from a fault. Only a bulk answer can supply changes that a server
     * forgot or dated by a clock that was set. And if the policy skips a message of an answer, the answer may end
     * nothing: a lease that was removed over DHCPv6 stays until it runs out.
     */
    boolean allows(Fault fault) {
        return (bulk || !leavesAGap(fault)) && (network.family() == Family.IPV4 || !spoilsAnAnswer(fault));
    }

    private boolean spoilsAnAnswer(Fault fault) {
        return !"fail".equals(connector.get("malformed.message.policy"))
                && fault instanceof ConnectionFault harmed
                && harmed.harm() == Harm.GARBAGE
                && harmed.moment().target() != Target.ACTIVE;
    }

    private static boolean leavesAGap(Fault fault) {
        return fault instanceof Fault.ForgetHistory
                || fault instanceof Fault.StepClock
                || (fault instanceof Fault.Restart restart && !restart.keepHistory());
    }

    /** Starts the server on any free port. */
    LeasequeryServer startServer() {
        return network.server()
                .initialLeases(initialLeases)
                .churn(ChurnSettings.DEFAULT
                        .withSeed(seed)
                        .withLeaseTimes(Duration.ofSeconds(5), Duration.ofMinutes(10)))
                .churnRate(changesPerSecond)
                .history(history, Duration.ofDays(1))
                .idleTimeout(IDLE_TIMEOUT)
                .sendBuffer(sendBuffer)
                .start();
    }

    /**
     * The connector's configuration besides its server and topics.
     *
     * @param brokers brokers of its topics
     */
    Map<String, String> connectorConfiguration(String brokers) {
        Map<String, String> all = new TreeMap<>(SHORT_TIMEOUTS);
        all.putAll(SMALL_BUFFERS);
        all.putAll(connector);
        if (table) {
            all.put("sweep.bootstrap.servers", brokers);
        }
        if (bulk) {
            all.put("bulk.query.types", network.bulkQueries());
        }
        return all;
    }

    private static int oneOf(Random random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String oneOf(Random random, String... choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }
}
