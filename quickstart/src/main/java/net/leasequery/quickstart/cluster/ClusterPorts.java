package net.leasequery.quickstart.cluster;

import net.leasequery.quickstart.process.FreePort;

/** TCP ports on the loopback address. */
public record ClusterPorts(int kafka, int registry, int connect) {

    public static ClusterPorts free() {
        return new ClusterPorts(FreePort.next(), FreePort.next(), FreePort.next());
    }
}
