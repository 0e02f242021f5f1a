package net.leasequery.systemtests.simulation;

/**
 * The names that the operator has chosen in the connector's configuration.
 *
 * @param topicPrefix of the topics
 * @param server name of the server
 * @param retired former name of the server; empty if it has none
 */
record ConnectorNames(String topicPrefix, String server, String retired) {

    static final ConnectorNames FIRST = new ConnectorNames("one", "main", "");

    private static final String OTHER_TOPIC_PREFIX = "two";
    private static final String OTHER_SERVER = "other";

    /** The topic of bindings. */
    String bindings() {
        return topicPrefix + ".bindings";
    }

    /** Alternates between two topics. */
    ConnectorNames withOtherTopics() {
        boolean first = topicPrefix.equals(FIRST.topicPrefix);
        return new ConnectorNames(first ? OTHER_TOPIC_PREFIX : FIRST.topicPrefix, server, retired);
    }

    /** Alternates between two names of the server, and retires the former one. */
    ConnectorNames withOtherServerName() {
        return new ConnectorNames(topicPrefix, server.equals(FIRST.server) ? OTHER_SERVER : FIRST.server, server);
    }
}
