package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Width;

import org.apache.kafka.common.config.ConfigDef;

/**
 * The configuration keys with their defaults, limits and texts, in the order in which a form should
 * show them. A key is here once its feature works. {@code docs/configuration.md} is made from this.
 */
final class Keys {

    static final String SERVERS = "dhcp.servers";
    static final String FAMILY = "dhcp.family";
    static final String VPN_ID = "vpn.id";
    static final String REQUESTED_OPTIONS = "requested.options";
    static final String SECURITY_PROTOCOL = "security.protocol";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String OPTIONS_FORMAT = "options.format";
    static final String TOMBSTONES = "tombstones.on.unassigned";
    static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String RECEIVE_TIMEOUT = "active.receive.timeout.ms";
    static final String DATA_TIMEOUT = "bulk.data.timeout.ms";
    static final String BACKOFF = "reconnect.backoff.ms";
    static final String BACKOFF_MAX = "reconnect.backoff.max.ms";
    static final String SNAPSHOT_MODE = "snapshot.mode";
    static final String BULK_QUERY_TYPES = "bulk.query.types";
    static final String QUERY_MODE = "query.mode";
    static final String POLL_INTERVAL = "bulk.poll.interval.ms";
    static final String SWEEP_MODE = "sweep.mode";
    static final String SWEEP_SERVERS = "sweep.bootstrap.servers";
    static final String RETIRE_SERVERS = "retire.servers";
    static final String SERVER_IDENTITIES = "dhcp.server.identities";

    /** Names of all servers of the connector; passed by the connector to its first task only. */
    static final String FOLLOWED_BY_ALL_TASKS = "followed.by.all.tasks";

    static final String VALIDATE_CONNECTION = "validate.connection";
    static final String RESUME_OVERLAP = "resume.overlap.ms";
    static final String RESUME_ASSUMES = "resume.assumes";
    static final String ORDER = "order";
    static final String NOTHING = "nothing";
    static final String QUEUE_SIZE = "max.queue.size";
    static final String QUEUE_BYTES = "max.queue.bytes";
    static final String TABLE_BYTES = "sweep.table.max.bytes";
    static final String MALFORMED_POLICY = "malformed.message.policy";
    static final String BATCH_SIZE = "max.batch.size";

    /** Prefix of the consumer properties of the read-back; see {@link SweepConsumerKeys}. */
    static final String SWEEP_CONSUMER_PREFIX = "sweep.consumer.";

    /** Kafka Connect's own key; read only to be compared with the number of servers. */
    static final String TASKS_MAX = "tasks.max";

    static final String SSL = "SSL";
    static final String PLAINTEXT = "PLAINTEXT";
    static final String BULK = "bulk";
    static final String IPV4 = "ipv4";
    static final String IPV6 = "ipv6";

    /** BULK_LQ_CONN_TIMEOUT of the draft that became RFC 6926; the RFC does not specify it. */
    static final int CONNECT_TIMEOUT_DEFAULT = 30_000;

    /** ACTIVE_LQ_RCV_TIMEOUT, RFC 7724 section 5.3. */
    static final int RECEIVE_TIMEOUT_DEFAULT = 120_000;

    /** BULK_LQ_DATA_TIMEOUT, RFC 6926 section 6.3 and RFC 7724 section 5.3. */
    static final int DATA_TIMEOUT_DEFAULT = 300_000;

    private Keys() {}

    static ConfigDef definition() {
        ConfigDefBuilder form = new ConfigDefBuilder();
        ServerKeys.define(form);
        BulkKeys.define(form);
        TlsKeys.define(form);
        SweepKeys.define(form);
        SweepConsumerKeys.define(form);
        RecordKeys.define(form);
        SubnetKeys.define(form);
        SignalKeys.define(form);
        ConnectionKeys.define(form);
        validation(form);
        return form.definition();
    }

    private static void validation(ConfigDefBuilder form) {
        form.group("Validation");
        form.define(
                VALIDATE_CONNECTION,
                BOOLEAN,
                false,
                null,
                LOW,
                Width.SHORT,
                "Validate connection",
                "Whether a configuration that is otherwise valid is also tried out when it is validated or"
                        + " submitted. If so, the worker that received the request connects to each server, with TLS"
                        + " if configured, sends the query of a task, and reports any problem. This takes up to 45"
                        + " s. By default, validation makes no connections.");
    }
}
