package net.leasequery.quickstart.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Kafka Connect and the JDK that run a worker.
 *
 * @param jars folders with the jars of the class path, in its order
 * @param javaHome of the JDK
 * @param readyPath of the REST API: answers 200 once the worker has joined its group and read its topics
 */
public record WorkerRuntime(List<Path> jars, Path javaHome, String readyPath) {

    public WorkerRuntime {
        jars = List.copyOf(jars);
    }

    /** The Kafka Connect of an installation, under the JDK of this process. */
    public static WorkerRuntime of(Installation installation) {
        // 503 until the worker has joined its group and read its topics to the end
        return new WorkerRuntime(
                List.of(installation.workerJars()), Path.of(System.getProperty("java.home")), "/health");
    }

    /** The same runtime with another Kafka Connect, which may be older than 3.9 and then has no {@code /health}. */
    public WorkerRuntime withConnect(Path otherJars) {
        return new WorkerRuntime(List.of(otherJars), javaHome, "/connectors");
    }

    /** The same runtime with more jars after those of Kafka Connect. */
    public WorkerRuntime withLibraries(Path folder) {
        return new WorkerRuntime(Stream.concat(jars.stream(), Stream.of(folder)).toList(), javaHome, readyPath);
    }

    public WorkerRuntime withJavaHome(Path otherHome) {
        return new WorkerRuntime(jars, otherHome, readyPath);
    }
}
