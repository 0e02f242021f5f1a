package net.leasequery.systemtests.path;

import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM options that Kafka's own start scripts set (kafka-run-class.sh, connect-distributed.sh,
 * kafka-server-start.sh), as in most installations. They replace those with which the quickstart's processes start
 * soon: one compiler, and a collector whose pauses at some thousand records a second are longer than the latency.
 */
final class KafkaJvmOptions {

    /** Both compilers. */
    static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    private static final List<String> OF_ALL = List.of(
            BOTH_COMPILERS,
            "-XX:-UseSerialGC",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent");

    static final List<String> OF_WORKERS = joined("-Xms256m", "-Xmx2g");
    static final List<String> OF_BROKERS = joined("-Xms1g", "-Xmx1g");

    private KafkaJvmOptions() {}

    private static List<String> joined(String... heap) {
        return Stream.concat(OF_ALL.stream(), Stream.of(heap)).toList();
    }
}
