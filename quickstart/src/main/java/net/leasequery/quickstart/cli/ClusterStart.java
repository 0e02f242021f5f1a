package net.leasequery.quickstart.cli;

import java.io.IOException;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.SimulatorProcess;

/** Starts a cluster and DHCP servers in parallel, and shows each as it gets ready. */
final class ClusterStart {

    private ClusterStart() {}

    /**
     * Returns when all of them serve.
     *
     * @param servers display name of the DHCP servers
     * @param addresses addresses of the DHCP servers, shown when they are ready
     */
    static void start(Steps steps, ConnectCluster cluster, SimulatorProcess simulator, String servers, String addresses)
            throws IOException, InterruptedException {
        steps.waitFor("starting Kafka, schema registry, Connect worker and " + servers);
        // Those that wait for nobody start while the broker's folder is formatted
        cluster.registry().launch();
        simulator.launch();
        cluster.broker().launch();
        cluster.worker().launch();
        steps.waitFor("Kafka broker");
        cluster.broker().awaitReady();
        steps.done("Kafka", cluster.broker().bootstrapServers());
        steps.waitFor(servers);
        simulator.awaitReady();
        steps.done("DHCP", addresses);
        steps.waitFor("schema registry");
        cluster.registry().awaitReady();
        steps.done("registry", cluster.registry().confluentApi());
        steps.waitFor("Connect worker");
        cluster.worker().awaitReady();
        steps.done("Connect", cluster.worker().address() + "/connectors");
    }
}
