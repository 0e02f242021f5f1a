package net.leasequery.systemtests.simulation;

/**
 * What the operator has chosen in the connector's configuration, and may change.
 *
 * @param topicPrefix of the topics
 * @param server name of the server
 * @param retired former name of the server; empty if it has none
 * @param polled whether {@code query.mode} is {@code bulk}; servers in the manner of Kea are always polled
 * @param narrow whether {@code exclude.subnets} keeps some addresses out
 * @param signals whether the connector reads {@link #SIGNALS}
 */
record ConnectorChoices(
        String topicPrefix, String server, String retired, boolean polled, boolean narrow, boolean signals) {

    static final ConnectorChoices FIRST = new ConnectorChoices("one", "main", "", false, false, false);

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

    /** Alternates between two topics. */
    ConnectorChoices withOtherTopics() {
        boolean first = topicPrefix.equals(FIRST.topicPrefix);
        String other = first ? OTHER_TOPIC_PREFIX : FIRST.topicPrefix;
        return new ConnectorChoices(other, server, retired, polled, narrow, signals);
    }

    /** Alternates between two names of the server, and retires the former one. */
    ConnectorChoices withOtherServerName() {
        String other = server.equals(FIRST.server) ? OTHER_SERVER : FIRST.server;
        return new ConnectorChoices(topicPrefix, other, server, polled, narrow, signals);
    }

    /** Alternates between the two modes. */
    ConnectorChoices withOtherMode() {
        return new ConnectorChoices(topicPrefix, server, retired, !polled, narrow, signals);
    }

    /** Excludes some subnets, or none any more. */
    ConnectorChoices withOtherSubnets() {
        return new ConnectorChoices(topicPrefix, server, retired, polled, !narrow, signals);
    }

    /** Reads signals. */
    ConnectorChoices withSignals() {
        return new ConnectorChoices(topicPrefix, server, retired, polled, narrow, true);
    }
}
