package net.leasequery.quickstart.cli;

import java.nio.file.Path;
import java.time.Duration;
import net.leasequery.quickstart.cluster.ClusterPorts;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the quickstart does.
 *
 * @param shared servers that share their leases instead of one server; null for one
 * @param kills kill processes at random; only with several servers
 * @param ipv6 DHCPv6 instead of DHCPv4
 * @param check compare and give a verdict, instead of showing every binding
 * @param duration how long bindings change before the run ends; null for until interrupted
 * @param rate changes per second
 * @param dhcpPort where the simulated server listens
 * @param tls connect to that server by TLS, with certificates of a throw-away authority
 * @param fault what goes wrong during the run; null for nothing
 * @param folder where all files go; exists and is empty
 * @param keep leave the folder even after success
 * @param columns how wide the terminal is
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
