package net.leasequery.systemtests.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has chosen in the connector's configuration, and may change.
 *
 * @param topicPrefix of the topics
 * @param server name of the server
 * @param retired former name of the server; empty if it has none
 * @param vpn {@code vpn.id}; empty for the default VPN
 * @param switches what differs from the usual configuration
 */
record ConnectorChoices(String topicPrefix, String server, String retired, String vpn, Set<Switch> switches) {

    /** A property with two values. */
    enum Switch {
        /** {@code query.mode} is {@code bulk}; servers in the manner of Kea are always polled. */
        POLLED,
        /** {@code exclude.subnets} keeps some addresses out. */
        NARROW,
        /** The connector reads {@link ConnectorChoices#SIGNALS}. */
        SIGNALLED,
        /** {@code bulk.query.types} covers one link only. */
        FEW_QUERIES,
        /** {@code sweep.mode} is {@code off}. */
        NO_SWEEP,
        /** {@code snapshot.mode} is {@code always}. */
        ALWAYS_LOADS,
        /** {@code snapshot.mode} is {@code never}. */
        NEVER_LOADS,
        /** {@code tombstones.on.unassigned} is set. */
        TOMBSTONES,
        /** The connector follows a second server, in a task of its own. */
        SECOND,
        /** The second server comes first in {@code dhcp.servers}. */
        SECOND_FIRST
    }

    static final ConnectorChoices FIRST = new ConnectorChoices("one", "main", "", "", Set.of());

    /**
     * The configuration of another connector, which writes to the same topics. The second task of a connector has the
     * same name of its server.
     */
    static final ConnectorChoices OF_NEIGHBOUR = new ConnectorChoices("one", "neighbour", "", "", Set.of());

    /** The topic of signals. */
    static final String SIGNALS = "signals";

    /** The name of the connector, which is the key of its signals. */
    static final String CONNECTOR = "simulation";

    /** How the names of topics of bindings end. */
    static final String BINDINGS = ".bindings";

    private static final String OTHER_TOPIC_PREFIX = "two";
    private static final String OTHER_SERVER = "other";

    ConnectorChoices {
        switches = Set.copyOf(switches);
    }

    /** The topic of bindings. */
    String bindings() {
        return topicPrefix + BINDINGS;
    }

    /** The source partition, as in docs/offsets.md. */
    Map<String, String> partition(Family family) {
        return Map.of("server", server, "family", family.text());
    }

    boolean has(Switch which) {
        return switches.contains(which);
    }

    /** With the switch in its other position. */
    ConnectorChoices withOther(Switch which) {
        EnumSet<Switch> changed = EnumSet.noneOf(Switch.class);
        changed.addAll(switches);
        if (!changed.remove(which)) {
            changed.add(which);
        }
        return new ConnectorChoices(topicPrefix, server, retired, vpn, changed);
    }

    /** Alternates between two topics. */
    ConnectorChoices withOtherTopics() {
        String other = topicPrefix.equals(FIRST.topicPrefix) ? OTHER_TOPIC_PREFIX : FIRST.topicPrefix;
        return new ConnectorChoices(other, server, retired, vpn, switches);
    }

    /** The name that the server does not have now. */
    String otherServer() {
        return server.equals(FIRST.server) ? OTHER_SERVER : FIRST.server;
    }

    /** Alternates between two names of the server, and retires the former one. */
    ConnectorChoices withOtherServerName() {
        return new ConnectorChoices(topicPrefix, otherServer(), server, vpn, switches);
    }

    /** What the second task of the connector follows. */
    ConnectorChoices ofSecond() {
        return new ConnectorChoices(topicPrefix, OF_NEIGHBOUR.server, "", vpn, switches);
    }

    /** Follows the default VPN, the named one, or all: 0, 1 or 2. */
    ConnectorChoices withVpn(int number) {
        String chosen = List.of("", WireFormat.VPN, WireFormat.ALL_VPNS).get(number);
        return new ConnectorChoices(topicPrefix, server, retired, chosen, switches);
    }

    /** Whether the connector follows a VPN. */
    boolean follows(@Nullable String vpnOfAddress) {
        return vpn.equals(WireFormat.ALL_VPNS) || vpn.equals(vpnOfAddress == null ? "" : vpnOfAddress);
    }
}
