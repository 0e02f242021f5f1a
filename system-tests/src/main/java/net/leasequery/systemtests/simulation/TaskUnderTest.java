package net.leasequery.systemtests.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.leasequery.connect.LeasequerySourceTask;
import net.leasequery.connect.TaskEnvironment;
import net.leasequery.connect.readback.ReadBackConsumers;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.internal.netty.NettyRequestor;
import net.leasequery.requestor.internal.netty.Platform;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The real task in the simulated environment. All that the simulation knows about the connector is in this class and
 * in {@link TaskConfiguration}.
 */
final class TaskUnderTest {

    private final LeasequerySourceTask task;
    private final TaskMetrics metrics = new TaskMetrics();
    private SimulatedEventLoop eventLoop;
    private @Nullable LeasequeryRequestor requestor;

    TaskUnderTest(long seed, VirtualTime time, SimulatedNetwork network, SimulatedKafka kafka, TableMemory memory) {
        Random random = new Random(seed);
        eventLoop = new SimulatedEventLoop(time);
        task = new LeasequerySourceTask(new TaskEnvironment(
                (settings, from) -> {
                    // A restarted task has ended its former event loop.
                    eventLoop = new SimulatedEventLoop(time);
                    LeasequeryRequestor made =
                            NettyRequestor.create(settings, from, platform(eventLoop, random, time, network, memory));
                    requestor = made;
                    return made;
                },
                new Clients(kafka),
                new WallClock(time),
                time::nanos,
                unused -> memory.ofTask(),
                Duration.ZERO));
    }

    private static Platform platform(
            SimulatedEventLoop loop, Random random, VirtualTime time, SimulatedNetwork network, TableMemory memory) {
        return new Platform(
                threads -> loop,
                network::socket,
                (unused, longest) -> network.resolver(loop),
                () -> new LocalMoment(time.epochMillis(), time.nanos()),
                random,
                unused -> memory.ofAnswer());
    }

    void start(Map<String, String> configuration, SimulatedKafka kafka) {
        task.initialize(new TaskContext(configuration, kafka, metrics));
        task.start(configuration);
    }

    /** The next records; null if there are none now. */
    @Nullable
    List<SourceRecord> poll() {
        try {
            return task.poll();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    /** The value of a metric; null if there is none of this name. */
    @Nullable
    Object metric(String name) {
        return metrics.value(name);
    }

    /** Reports that Kafka has a record, or, without metadata, that the record was never sent to Kafka. */
    void acknowledged(SourceRecord sent, @Nullable RecordMetadata metadata) {
        task.commitRecord(sent, metadata);
    }

    void stop() {
        task.stop();
    }

    /** Performs what is due on the event loop; returns whether anything was. */
    boolean runEventLoop() {
        return eventLoop.run();
    }

    long nextTimerMillis() {
        return eventLoop.nextMillis();
    }

    /** The phase of the stream. */
    String phase() {
        LeasequeryRequestor made = requestor;
        return made == null ? "NOT_STARTED" : made.status().phase().name();
    }

    private static final class WallClock extends Clock {

        private final VirtualTime time;

        WallClock(VirtualTime time) {
            this.time = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public long millis() {
            return time.epochMillis();
        }
    }

    private record Clients(SimulatedKafka kafka) implements ReadBackConsumers {

        @Override
        public Consumer<byte[], byte[]> open(ReadBackSettings settings, IsolationLevel isolation) {
            return kafka.consumer(settings.topic(), isolation);
        }

        @Override
        public Admin openAdmin(ReadBackSettings settings) {
            return kafka.admin();
        }
    }
}
