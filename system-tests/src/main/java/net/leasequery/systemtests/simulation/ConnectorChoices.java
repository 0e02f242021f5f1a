package net.leasequery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has chosen in the connector's configuration, and may change.
 *
 * @param topicPrefix of the topics
 * @param server name of the server
 * @param retired former name of the server; empty if it has none
 * @param polled whether {@code query.mode} is {@code bulk}; servers in the manner of Kea are always polled
 * @param narrow whether {@code exclude.subnets} keeps some addresses out
 * @param signals whether the connector reads {@link #SIGNALS}
 * @param fewQueries whether {@code bulk.query.types} covers one link only
 * @param sweeps whether {@code sweep.mode} is {@code auto}
 * @param vpn {@code vpn.id}; empty for the default VPN
 */
record ConnectorChoices(
        String topicPrefix,
        String server,
        String retired,
        boolean polled,
        boolean narrow,
        boolean signals,
        boolean fewQueries,
        boolean sweeps,
        String vpn) {

    static final ConnectorChoices FIRST = new ConnectorChoices("one", "main", "", false, false, false, false, true, "");

    /** The topic of signals. */
    static final String SIGNALS = "signals";

    /** The name of the connector, which is the key of its signals. */
    static final String CONNECTOR = "simulation";

    private static final String OTHER_TOPIC_PREFIX = "two";
    private static final String OTHER_SERVER = "other";

    /** The topic of bindings. */
    String bindings() {
        return topicPrefix + ".bindings";
    }

    /** The source partition, as in docs/offsets.md. */
    Map<String, String> partition(Family family) {
        return Map.of("server", server, "family", family.text());
    }

    /** Alternates between two topics. */
    ConnectorChoices withOtherTopics() {
        boolean first = topicPrefix.equals(FIRST.topicPrefix);
        String other = first ? OTHER_TOPIC_PREFIX : FIRST.topicPrefix;
        return new ConnectorChoices(other, server, retired, polled, narrow, signals, fewQueries, sweeps, vpn);
    }

    /** Alternates between two names of the server, and retires the former one. */
    ConnectorChoices withOtherServerName() {
        String other = server.equals(FIRST.server) ? OTHER_SERVER : FIRST.server;
        return new ConnectorChoices(topicPrefix, other, server, polled, narrow, signals, fewQueries, sweeps, vpn);
    }

    /** Alternates between the two modes. */
    ConnectorChoices withOtherMode() {
        return new ConnectorChoices(topicPrefix, server, retired, !polled, narrow, signals, fewQueries, sweeps, vpn);
    }

    /** Excludes some subnets, or none any more. */
    ConnectorChoices withOtherSubnets() {
        return new ConnectorChoices(topicPrefix, server, retired, polled, !narrow, signals, fewQueries, sweeps, vpn);
    }

    /** Reads signals. */
    ConnectorChoices withSignals() {
        return new ConnectorChoices(topicPrefix, server, retired, polled, narrow, true, fewQueries, sweeps, vpn);
    }

    /** Queries for one link only, or for all bindings again. */
    ConnectorChoices withOtherQueries() {
        return new ConnectorChoices(topicPrefix, server, retired, polled, narrow, signals, !fewQueries, sweeps, vpn);
    }

    /** Turns the sweep off, or on again. */
    ConnectorChoices withOtherSweep() {
        return new ConnectorChoices(topicPrefix, server, retired, polled, narrow, signals, fewQueries, !sweeps, vpn);
    }

    /** Follows the default VPN, the named one, or all: 0, 1 or 2. */
    ConnectorChoices withVpn(int number) {
        String chosen = List.of("", WireFormat.VPN, WireFormat.ALL_VPNS).get(number);
        return new ConnectorChoices(topicPrefix, server, retired, polled, narrow, signals, fewQueries, sweeps, chosen);
    }

    /** Whether the connector follows a VPN. */
    boolean follows(@Nullable String vpnOfAddress) {
        return vpn.equals(WireFormat.ALL_VPNS) || vpn.equals(vpnOfAddress == null ? "" : vpnOfAddress);
    }
}
