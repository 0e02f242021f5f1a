package net.leasequery.quickstart.cli;

import java.nio.file.Path;
import java.time.Duration;
import net.leasequery.quickstart.cluster.ClusterPorts;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the quickstart does.
 *
 * @param check compare and give a verdict, instead of showing every binding
 * @param duration how long bindings change before the run ends; null for until interrupted
 * @param columns width of the terminal
 */
record QuickstartSettings(
        Servers servers,
        Faults faults,
        Files files,
        ClusterPorts ports,
        boolean check,
        @Nullable Duration duration,
        int columns) {

    /**
     * The simulated servers.
     *
     * @param shared servers that share their leases instead of one server; null for one
     * @param ipv6 DHCPv6 instead of DHCPv4
     * @param rate changes per second
     * @param port port of the one server
     * @param tls connect by TLS, with certificates of a throw-away authority
     */
    record Servers(@Nullable SharedServers shared, boolean ipv6, int rate, long seed, int port, boolean tls) {}

    /**
     * What goes wrong during the run.
     *
     * @param fault fault of the one server; null for none
     * @param kills whether to kill processes at random; only with several servers
     */
    record Faults(@Nullable String fault, boolean kills) {}

    /**
     * Where the run writes.
     *
     * @param folder folder for all files; exists and is empty
     * @param keep leave the folder even after success
     */
    record Files(Path folder, boolean keep) {}
}
