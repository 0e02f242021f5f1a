package net.leasequery.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FolderTree;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * Gives tests a running {@link ConnectCluster}, one for all test classes of the run: a start costs ten
 * seconds. A test that stops one of its processes starts it again.
 *
 * <p>Its files are left in {@code target/it-cluster} for whoever looks into a failure.
 */
final class ConnectClusterExtension extends TypeBasedParameterResolver<ConnectCluster> {

    @Override
    public ConnectCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(ConnectCluster.class, key -> started(), ConnectCluster.class);
    }

    private static ConnectCluster started() {
        Installation installation = Installation.fromSystemProperty();
        Path target = installation.home().resolve("quickstart/target");
        WorkerOptions options = WorkerOptions.plain().withPluginFolders(List.of(target.resolve("test-plugins")));
        try {
            FolderTree.delete(target.resolve("it-cluster"));
            WorkFolder work = WorkFolder.at(target.resolve("it-cluster"));
            ConnectCluster cluster = ConnectCluster.in(work, installation, ClusterPorts.free(), options);
            cluster.start();
            return cluster;
        } catch (IOException refused) {
            throw new IllegalStateException("The cluster did not start", refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The cluster's start was interrupted", interrupted);
        }
    }
}
