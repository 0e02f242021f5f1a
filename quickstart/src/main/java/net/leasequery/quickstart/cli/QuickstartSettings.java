package net.leasequery.quickstart.cli;

import java.nio.file.Path;
import java.time.Duration;
import net.leasequery.quickstart.cluster.ClusterPorts;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the quickstart does.
 *
 * @param shared servers that share their leases instead of one server; null for one
 * @param kills whether to kill processes at random; only with several servers
 * @param ipv6 DHCPv6 instead of DHCPv4
 * @param check compare and give a verdict, instead of showing every binding
 * @param duration how long bindings change before the run ends; null for until interrupted
 * @param rate changes per second
 * @param dhcpPort port of the simulated server
 * @param tls connect to that server by TLS, with certificates of a throw-away authority
 * @param fault the fault during the run; null for none
 * @param folder folder for all files; exists and is empty
 * @param keep leave the folder even after success
 * @param columns width of the terminal
 */
record QuickstartSettings(
        @Nullable SharedServers shared,
        boolean kills,
        boolean ipv6,
        boolean check,
        @Nullable Duration duration,
        int rate,
        long seed,
        ClusterPorts ports,
        int dhcpPort,
        boolean tls,
        @Nullable String fault,
        Path folder,
        boolean keep,
        int columns) {}
