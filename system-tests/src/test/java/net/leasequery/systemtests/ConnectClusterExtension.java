package net.leasequery.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.cluster.WorkerRuntime;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.process.FreePort;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running {@link ConnectCluster} with this build's plugin, one for all test classes of the
 * JVM, since a start costs ten seconds, with its {@link WorkFolder} and its {@link WorkerMetrics}; and a
 * {@link ConnectedServer} of the test's own.
 *
 * <p>A test that stops one of the cluster's processes starts it again. All files are left in
 * {@code target/it-cluster-1}, or {@code -2} if the second JVM of the build ran the test, for whoever looks into a
 * failure.
 */
public final class ConnectClusterExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ConnectClusterExtension.class);

    /** Kept in JUnit's store, which closes it after the last test. */
    private record Running(WorkFolder work, ConnectCluster cluster, WorkerMetrics metrics) implements AutoCloseable {
        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ConnectCluster.class
                || type == ConnectedServer.class
                || type == WorkFolder.class
                || type == WorkerMetrics.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> uninterrupted(() -> started()), Running.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == ConnectCluster.class) {
            return running.cluster();
        }
        if (type == WorkFolder.class) {
            return running.work();
        }
        if (type == WorkerMetrics.class) {
            return running.metrics();
        }
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        ConnectedServer.class,
                        key -> uninterrupted(() -> ConnectedServer.start(
                                running.work(),
                                running.cluster().worker(),
                                running.cluster().registry())),
                        ConnectedServer.class);
    }

    private static Running started() throws IOException, InterruptedException {
        Installation installation = Installation.fromSystemProperty();
        Path target = installation.home().resolve("system-tests/target");
        Path folder = target.resolve(System.getProperty("leasequery.cluster", "it-cluster-1"));
        FolderTree.delete(folder);
        WorkFolder work = WorkFolder.at(folder);
        WorkerMetrics metrics = new WorkerMetrics(FreePort.next());
        // In front of Netty and Bouncy Castle of years ago, which another plugin has, too, and which serve the whole
        // JVM
        Path old = target.resolve("old-libraries");
        WorkerOptions options = WorkerOptions.plain()
                .withRuntime(WorkerRuntime.of(installation).withLibraries(old))
                .withJvmOptions(List.of(
                        metrics.agent(installation.home()), "-Djava.security.properties=" + securityProperties(work)))
                .withPluginZips(List.of(installation.connectorZip()))
                .withPluginFolders(List.of(
                        installation.home().resolve("quickstart/target/test-plugins"),
                        target.resolve("sink-plugins"),
                        old));
        ConnectCluster cluster = ConnectCluster.in(work, installation, ClusterPorts.free(), options);
        cluster.start();
        return new Running(work, cluster, metrics);
    }

    /** Puts the old Bouncy Castle of the class path behind the JDK's providers. */
    private static Path securityProperties(WorkFolder work) throws IOException {
        Path file = work.of("security.properties");
        long own;
        try (Stream<String> lines =
                Files.lines(Path.of(System.getProperty("java.home"), "conf", "security", "java.security"))) {
            own = lines.filter(line -> line.startsWith("security.provider.")).count();
        }
        Files.writeString(
                file, "security.provider." + (own + 1) + "=org.bouncycastle.jce.provider.BouncyCastleProvider\n");
        return file;
    }

    @FunctionalInterface
    private interface Start<T> {
        T start() throws IOException, InterruptedException;
    }

    private static <T> T uninterrupted(Start<T> start) {
        try {
            return start.start();
        } catch (IOException refused) {
            throw new IllegalStateException("It did not start", refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was interrupted", interrupted);
        }
    }
}
