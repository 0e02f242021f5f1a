package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.Width;

import org.apache.kafka.common.config.ConfigDef;

/**
 * The configuration keys with their defaults, limits and texts, in the order in which a form should
 * show them. A key is here once its feature works. {@code docs/configuration.md} is made from this.
 */
final class Keys {

    static final String SERVERS = "dhcp.servers";
    static final String FAMILY = "dhcp.family";
    static final String REQUESTED_OPTIONS = "requested.options";
    static final String SECURITY_PROTOCOL = "security.protocol";
    static final String TOPIC_PREFIX = "topic.prefix";
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
    static final String VALIDATE_CONNECTION = "validate.connection";
    static final String RESUME_OVERLAP = "resume.overlap.ms";
    static final String QUEUE_SIZE = "max.queue.size";
    static final String MALFORMED_POLICY = "malformed.message.policy";
    static final String BATCH_SIZE = "max.batch.size";

    /** Keys that begin so are consumer properties of the read-back. */
    static final String SWEEP_CONSUMER_PREFIX = "sweep.consumer.";

    /** Kafka Connect's own key; read only to compare it with the number of servers. */
    static final String TASKS_MAX = "tasks.max";

    static final String SSL = "SSL";
    static final String PLAINTEXT = "PLAINTEXT";
    static final String BULK = "bulk";
    static final String IPV4 = "ipv4";
    static final String IPV6 = "ipv6";

    /** BULK_LQ_CONN_TIMEOUT of the draft that became RFC 6926; the RFC leaves it open. */
    static final int CONNECT_TIMEOUT_DEFAULT = 30_000;

    /** ACTIVE_LQ_RCV_TIMEOUT, RFC 7724 section 5.3. */
    static final int RECEIVE_TIMEOUT_DEFAULT = 120_000;

    /** BULK_LQ_DATA_TIMEOUT, RFC 6926 section 6.3 and RFC 7724 section 5.3. */
    static final int DATA_TIMEOUT_DEFAULT = 300_000;

    private Keys() {}

    static ConfigDef definition() {
        KeyForm form = new KeyForm();
        servers(form);
        BulkKeys.define(form);
        TlsKeys.define(form);
        SweepKeys.define(form);
        records(form);
        connection(form);
        delivery(form);
        validation(form);
        return form.definition();
    }

    private static void servers(KeyForm form) {
        form.group("DHCP servers");
        form.define(
                SERVERS,
                LIST,
                ConfigDef.NO_DEFAULT_VALUE,
                new ServerList(),
                HIGH,
                Width.LONG,
                "Servers",
                "DHCP servers to follow, as `name=host[:port]`, separated by commas; an IPv6 address goes in"
                        + " brackets. The name is the identity in records and offsets: keep it when the server's"
                        + " address changes. The port is 67 unless given, or 547 for IPv6. Each server is a task of its own, so"
                        + " `tasks.max` must be at least the number of servers.");
        form.define(
                FAMILY,
                STRING,
                IPV4,
                new OneOf(IPV4, IPV6),
                HIGH,
                Width.SHORT,
                "Family",
                "DHCP protocol to speak: `ipv4` (RFC 7724, RFC 6926) or `ipv6` (RFC 7653, RFC 5460).");
        form.define(
                SECURITY_PROTOCOL,
                STRING,
                SSL,
                new OneOf(SSL, PLAINTEXT),
                HIGH,
                Width.SHORT,
                "Security protocol",
                "`SSL`: every connection is upgraded to TLS before anything is asked, both sides show certificates, and"
                        + " a server that does not offer TLS is not talked to. `PLAINTEXT`: lease data goes over the"
                        + " wire in clear text, and anybody on the way can read and change it (RFC 7724 section 9).");
        form.define(
                REQUESTED_OPTIONS,
                LIST,
                "12,60,77,81,124,125",
                new OptionCodes(),
                MEDIUM,
                Width.LONG,
                "Requested options",
                "Option codes to ask for, in addition to those that a binding cannot be understood without: times, state,"
                        + " data source, client identifier, relay agent information, VPN. The default asks for host"
                        + " name (12), vendor class (60), user class (77), client FQDN (81) and the vendor-identifying"
                        + " options (124, 125). For `dhcp.family=ipv6` it is 15,16,39: user class, vendor class and client"
                        + " FQDN. What has no field of its own in the record arrives in its `options`.");
    }

    private static void records(KeyForm form) {
        form.group("Records");
        form.define(
                TOPIC_PREFIX,
                STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                new TopicPrefix(),
                HIGH,
                Width.MEDIUM,
                "Topic prefix",
                "Records go to `<prefix>.bindings`, `<prefix>.events`, `<prefix>.heartbeat` and"
                        + " `<prefix>.quarantine`.");
        form.define(
                TOMBSTONES,
                BOOLEAN,
                false,
                null,
                MEDIUM,
                Width.SHORT,
                "Tombstones on unassigned",
                "When an address is no longer leased, also write a record with a null value after the one that says"
                        + " so. On a compacted topic only leased addresses then remain.");
        form.define(
                HEARTBEAT_INTERVAL,
                LONG,
                60_000L,
                atLeast(0),
                LOW,
                Width.SHORT,
                "Heartbeat interval",
                "Milliseconds without any record after which a keep-alive of the server is written to"
                        + " `<prefix>.heartbeat`, which carries the source offset forward. 0 turns heartbeats off.");
        form.define(
                MALFORMED_POLICY,
                STRING,
                "fail",
                new OneOf("fail", "skip", "quarantine"),
                MEDIUM,
                Width.SHORT,
                "Malformed message policy",
                "What to do with a message that cannot be decoded: `fail` ends the connection and tries again, `skip`"
                        + " goes on without it, `quarantine` goes on and writes its octets to `<prefix>.quarantine`."
                        + " Each one is reported in `<prefix>.events`, whatever the policy.");
    }

    private static void connection(KeyForm form) {
        form.group("Connection");
        form.define(
                CONNECT_TIMEOUT,
                INT,
                CONNECT_TIMEOUT_DEFAULT,
                atLeast(1),
                LOW,
                Width.SHORT,
                "Connect timeout",
                "Milliseconds that one attempt to connect may take (BULK_LQ_CONN_TIMEOUT).");
        form.define(
                RECEIVE_TIMEOUT,
                INT,
                RECEIVE_TIMEOUT_DEFAULT,
                atLeast(1),
                MEDIUM,
                Width.SHORT,
                "Receive timeout",
                "Milliseconds without a message after which the connection counts as dead (ACTIVE_LQ_RCV_TIMEOUT)."
                        + " Must be longer than the server's interval between keep-alives, 60 s by the RFC; some"
                        + " servers are set to much more. A value below the RFC's default is accepted with a warning.");
        form.define(
                DATA_TIMEOUT,
                INT,
                DATA_TIMEOUT_DEFAULT,
                atLeast(1),
                LOW,
                Width.SHORT,
                "Data timeout",
                "Milliseconds that a query may wait to be written, or a bulk answer may stall"
                        + " (BULK_LQ_DATA_TIMEOUT). A value below the RFC's default is accepted with a warning.");
        form.define(
                BACKOFF,
                LONG,
                1_000L,
                atLeast(1),
                LOW,
                Width.SHORT,
                "Reconnect back-off",
                "Upper bound, in milliseconds, of the first wait before the server is tried again. The bound doubles"
                        + " with every failure; each wait is random up to it.");
        form.define(
                BACKOFF_MAX,
                LONG,
                60_000L,
                atLeast(1),
                LOW,
                Width.SHORT,
                "Longest reconnect back-off",
                "Upper bound, in milliseconds, of every wait. At least `reconnect.backoff.ms`.");
    }

    private static void validation(KeyForm form) {
        form.group("Validation");
        form.define(
                VALIDATE_CONNECTION,
                BOOLEAN,
                false,
                null,
                LOW,
                Width.SHORT,
                "Validate connection",
                "Whether a configuration that is otherwise valid is also tried out when it is validated or submitted:"
                        + " the worker that was asked connects to each server, with TLS if configured, sends the"
                        + " query of a task, and reports what stands in the way. Takes up to 45 s. Without it,"
                        + " validation connects to nothing.");
    }

    private static void delivery(KeyForm form) {
        form.group("Delivery");
        form.define(
                RESUME_OVERLAP,
                LONG,
                5_000L,
                atLeast(0),
                LOW,
                Width.SHORT,
                "Resume overlap",
                "Milliseconds by which a resumed query reaches back behind the resume position, for changes that the"
                        + " server sends in another order than it stamps them. What comes twice has the same"
                        + " `eventId`.");
        form.define(
                QUEUE_SIZE,
                INT,
                16_384,
                atLeast(1),
                LOW,
                Width.SHORT,
                "Queue size",
                "Changes of one server that may wait for Kafka. When it is full, the socket is no longer read and"
                        + " the server slows down. At least `max.batch.size`.");
        form.define(
                BATCH_SIZE,
                INT,
                2_048,
                atLeast(1),
                LOW,
                Width.SHORT,
                "Batch size",
                "Most changes handed to Kafka Connect at once.");
    }
}
