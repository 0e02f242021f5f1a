package net.leasequery.systemtests.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.ConnectRestException;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.LeaseTables;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.ReceivedQuery;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A simulated DHCP server in this process, the connector that follows it into topics of its own, and a
 * reader of these topics. One thread at a time.
 */
final class FollowedServer implements AutoCloseable {

    private static final Duration READ_LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final long MILLIS_PER_SECOND = 1_000;

    /** The name that both examples give the server. */
    private static final String SERVER = "lab";

    private final LeasequeryServer server;
    private final ConnectRest rest;
    private final String brokers;
    private final ConnectorExample connector;
    private final KafkaTable bindings;
    private final KafkaTable heartbeats;
    private final RecordCounts counts;
    private final Events events = new Events();
    private final KafkaTable eventTopic;

    /**
     * Makes the connector's configuration; nothing is submitted yet.
     *
     * @param name of the connector, and the prefix of its topics
     * @param server is closed with this
     * @param more additional configuration
     */
    FollowedServer(
            Installation installation,
            ConnectCluster cluster,
            String name,
            LeasequeryServer server,
            Map<String, String> more)
            throws IOException {
        this(installation, cluster, name, server, more, record -> {});
    }

    /**
     * As above, with a witness.
     *
     * @param witness receives each record of the bindings topic once
     */
    FollowedServer(
            Installation installation,
            ConnectCluster cluster,
            String name,
            LeasequeryServer server,
            Map<String, String> more,
            Consumer<ConsumerRecord<@Nullable Object, @Nullable Object>> witness)
            throws IOException {
        this.server = server;
        this.rest = cluster.worker().rest();
        this.brokers = cluster.broker().bootstrapServers();
        ConnectorExample example = example(installation, server)
                .named(name)
                .with("topic.prefix", name)
                .with("topic.creation.bindings.include", name + "\\.bindings");
        if (server.family() == Family.IPV6) {
            // Only a comparison with the topic shows which bindings ended while the task did not run
            example = example.with("sweep.bootstrap.servers", brokers);
        }
        for (Map.Entry<String, String> entry : more.entrySet()) {
            example = example.with(entry.getKey(), entry.getValue());
        }
        this.connector = example;
        this.counts = new RecordCounts(RecordCounts.Expectation.of(example.configuration()));
        var registry = cluster.registry().confluentApi();
        this.bindings = new KafkaTable(brokers, registry, name + ".bindings", record -> {
            counts.count(record);
            witness.accept(record);
        });
        this.heartbeats = new KafkaTable(brokers, registry, name + ".heartbeat");
        this.eventTopic = new KafkaTable(brokers, registry, name + ".events", events::count);
    }

    private static ConnectorExample example(Installation installation, LeasequeryServer server) throws IOException {
        String file = switch (server.family()) {
            case IPV4 -> "config-examples/quickstart.json";
            case IPV6 -> "config-examples/quickstart-ipv6.json";
        };
        return ConnectorExample.read(
                installation.home().resolve(file), Map.of("dhcp.port", Integer.toString(server.port())));
    }

    String name() {
        return connector.name();
    }

    LeasequeryServer server() {
        return server;
    }

    ConnectRest rest() {
        return rest;
    }

    /** The brokers of its topics. */
    String brokers() {
        return brokers;
    }

    void submit() throws IOException, InterruptedException {
        rest.submit(name(), connector.configuration());
    }

    /** Waits until the server has received a query. */
    void awaitQuery(Duration limit) throws InterruptedException, TimeoutException {
        awaitQueryAfter(0, limit);
    }

    /** Waits until the server has received more than this many queries. */
    void awaitQueryAfter(int queries, Duration limit) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (server.queries().size() <= queries) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(name() + " has not queried its server within " + limit);
            }
            lookAgainSoon();
        }
    }

    /** The records and repeats that are in Kafka by now. */
    RecordCounts counts() throws InterruptedException {
        bindings.readToEnd(READ_LIMIT);
        return counts;
    }

    /** The connection's events that are in Kafka by now. */
    Events events() throws InterruptedException {
        eventTopic.readToEnd(READ_LIMIT);
        return events;
    }

    /**
     * Ends all faults and all changes permanently. The connector may be in any phase then.
     *
     * @return how many faults had not struck and never will
     */
    int calmDown() {
        int calledOff = server.pendingFaults();
        server.heal();
        try {
            server.quiesce(Duration.ofMillis(1));
        } catch (TimeoutException notYetTaken) {
            // The server is quiesced; awaitCaughtUp waits until the requestor has received everything.
        }
        return calledOff;
    }

    /**
     * Waits until the connector itself reports that it has everything: a heartbeat for a message that it received
     * after this call, without an open gap and without lag, and then a stored offset that says the same. An offset is
     * stored when Kafka has acknowledged the records, so from then on every difference counts. The message must be of
     * a later second of the server than this call: within one second, more changes may follow a message without lag.
     *
     * @throws TimeoutException if it has not reported so within the limit; the message contains its state
     */
    void awaitCaughtUp(Duration limit) throws IOException, InterruptedException, TimeoutException {
        long calmMillis = System.currentTimeMillis();
        long calmServerSecond = server.clock().now().getEpochSecond();
        long deadline = System.nanoTime() + limit.toNanos();
        GenericRecord claim = claim(calmMillis, calmServerSecond);
        while (claim == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(name() + " has not reported that it caught up: " + state());
            }
            lookAgainSoon();
            claim = claim(calmMillis, calmServerSecond);
        }
        long claimedSecond = (long) claim.get("baseTime") / MILLIS_PER_SECOND;
        while (!isStored(claimedSecond)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(name() + " has not stored the reported position, " + claim + ": " + state());
            }
            lookAgainSoon();
        }
    }

    /** Compares the topic with the server's table once. */
    Verdict verdict(Path scratch) throws IOException, InterruptedException {
        Path table = scratch.resolve(name() + ".jsonl");
        server.writeTable(table);
        return Verdict.of(
                LeaseTables.ofSimulator(table),
                LeaseTables.ofKafka(bindings.readToEnd(READ_LIMIT), SERVER),
                server.clock().now());
    }

    /** Writes the evidence for an analysis to files: queries, events, last records. */
    void writeEvidence(Path scratch) throws IOException, InterruptedException {
        Files.write(
                scratch.resolve(name() + "-queries.jsonl"),
                server.queries().stream().map(ReceivedQuery::toJson).toList());
        Files.write(scratch.resolve(name() + "-events.jsonl"), events().lines());
        Files.write(
                scratch.resolve(name() + "-bindings.jsonl"),
                bindings.rows().values().stream().map(GenericRecord::toString).toList());
    }

    /** State of connector and task, stored offset and last heartbeat, as text. */
    String state() throws IOException, InterruptedException {
        try {
            return "status " + rest.status(name()) + ", offsets " + rest.offsets(name()) + ", last heartbeat "
                    + heartbeats.readToEnd(READ_LIMIT).rows().values() + ", events " + events();
        } catch (ConnectException | ConnectRestException unreachable) {
            return "unknown: " + unreachable;
        }
    }

    /** Ends server and readers; the connector stays. */
    @Override
    public void close() {
        bindings.close();
        heartbeats.close();
        eventTopic.close();
        server.abort();
    }

    private @Nullable GenericRecord claim(long calmMillis, long calmServerSecond) throws InterruptedException {
        for (GenericRecord last : heartbeats.readToEnd(READ_LIMIT).rows().values()) {
            if ((long) last.get("time") > calmMillis
                    && Boolean.FALSE.equals(last.get("gapOpen"))
                    && Long.valueOf(0).equals(last.get("lagSeconds"))
                    && last.get("baseTime") instanceof Long baseTime
                    && baseTime > calmServerSecond * MILLIS_PER_SECOND) {
                return last;
            }
        }
        return null;
    }

    /** Offsets contain base-times as on the wire; for DHCPv6 these are seconds since 2000. */
    private boolean isStored(long claimedSecond) throws IOException, InterruptedException {
        long epoch = switch (server.family()) {
            case IPV4 -> 0;
            case IPV6 -> Dhcpv6Epoch.UNIX_SECONDS;
        };
        JsonNode offset = rest.offsets(name()).path("offsets").path(0).path("offset");
        return offset.path("base_time").asLong() + epoch >= claimedSecond
                && offset.path("lag").asLong() == 0
                && !offset.has("gap_start");
    }

    private static void lookAgainSoon() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
    }
}
