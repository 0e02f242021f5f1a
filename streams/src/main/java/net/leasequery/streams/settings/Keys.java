package net.leasequery.streams.settings;

import java.util.List;

/** The keys of the configuration, with what docs/network.md says of them. */
public final class Keys {

    static final String BOOTSTRAP = "bootstrap.servers";
    static final String APPLICATION_ID = "application.id";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String OUTPUT_PREFIX = "output.prefix";
    static final String FEATURES = "features";
    static final String GROUPS = "groups";
    static final String EPSILON = "transaction.epsilon.ms";
    static final String TOLERANCE = "expiry.tolerance.ms";
    static final String RETENTION = "history.retention.ms";
    static final String HTTP_LISTENER = "http.listener";
    static final String HTTP_SSL = "http.ssl.";
    static final String HTTP_CREDENTIALS = "http.credentials.file";
    static final String HTTP_ANONYMOUS_ROLES = "http.anonymous.roles";
    static final String HTTP_FORWARDING_KEY = "http.forwarding.key.file";
    static final String HTTP_REQUESTS_PER_SECOND = "http.requests.per.second";
    static final String HTTP_PAGE_SIZE_MAX = "http.page.size.max";
    static final String HTTP_LOOKUPS_RETENTION = "http.lookups.retention.ms";
    static final String PLUGIN_PATH = "plugin.path";
    static final String KEY_CONVERTER = "key.converter";
    static final String VALUE_CONVERTER = "value.converter";
    static final String GROUP_PREFIX = "group.";
    static final String STREAMS_PREFIX = "streams.";

    /**
     * One key.
     *
     * @param name as in the file; {@code <name>} stands for the name of a group
     * @param defaultValue in words; {@code required} if there is none
     * @param meaning one sentence
     */
    public record Key(String name, String defaultValue, String meaning) {}

    /** All of them, in the order of the documentation. */
    public static final List<Key> ALL = List.of(
            new Key(
                    BOOTSTRAP,
                    "required",
                    "Kafka cluster with the connectors' topics, as `host:port`, separated by commas. Results are written to"
                            + " the same cluster."),
            new Key(
                    APPLICATION_ID,
                    "lease-streams",
                    "Consumer group, and prefix of the internal topics. Instances with the same id share the work."),
            new Key(
                    TOPIC_PREFIX,
                    "required",
                    "`topic.prefix` of each connector whose topics are read, separated by commas."),
            new Key(
                    OUTPUT_PREFIX,
                    "first of topic.prefix",
                    "Prefix `<net>` of the topics for results: `<net>.leases`, `<net>.members`, `<net>.audit`,"
                            + " `<net>.history`, `<net>.lookups`."),
            new Key(
                    FEATURES,
                    "merge,audit",
                    "What the application does, separated by commas. `merge` writes leases and members, `audit`"
                            + " writes findings, `history` records who held an address when, `lookup` answers"
                            + " queries over HTTP. All need `merge`, and `lookup` needs `history`."),
            new Key(
                    GROUPS,
                    "none",
                    "Names of the groups, separated by commas. A server that is in no group forms a group of its"
                            + " own."),
            new Key(
                    "group.<name>.members",
                    "required",
                    "Servers of the group, as `[prefix/]server`, separated by commas; a server of the first topic"
                            + " prefix needs no prefix. Where no other rule decides between two servers, the first"
                            + " one listed wins."),
            new Key(
                    "group.<name>.kind",
                    "required",
                    "How the servers share leases: `failover` (exactly 2 servers), `replicated` (2 to 16),"
                            + " `interserver` (2 to 16) or `independent`."),
            new Key(
                    "group.<name>.replication.grace.ms",
                    "60000",
                    "Milliseconds that a change may take to reach every member. For polled servers, use three times"
                            + " their `bulk.poll.interval.ms` if that is more."),
            new Key(
                    "group.<name>.mclt.ms",
                    "3600000",
                    "Maximum client lead time (MCLT) of a failover pair, in milliseconds. Use the value of the servers."),
            new Key(
                    "group.<name>.stale.after.ms",
                    "180000",
                    "Milliseconds without a record after which a server's view no longer counts as complete. Must be"
                            + " more than the connector's `heartbeat.interval.ms` and `bulk.poll.interval.ms`."),
            new Key(
                    "group.<name>.links",
                    "none",
                    "Subnets, each of which is one link. Without this key, addresses with the same giaddr or"
                            + " link-address are on one link."),
            new Key(
                    EPSILON,
                    "2000",
                    "Transactions that are at most this many milliseconds apart count as simultaneous."),
            new Key(
                    TOLERANCE,
                    "5000",
                    "Expiry times of one lease that are at most this many milliseconds apart count as equal. A clock"
                            + " that is off by more is a finding."),
            new Key(
                    RETENTION,
                    "34560000000",
                    "Milliseconds for which the history keeps a tenure after its end. The default is 400 days; at"
                            + " least one day."),
            new Key(
                    HTTP_LISTENER,
                    "off",
                    "`[address:]port` of the listener for `GET /health` and, with feature `lookup`, for the HTTP API"
                            + " and the web page. Without an address, 127.0.0.1. An address that other machines can"
                            + " reach requires TLS and credentials. `off`: no listener."),
            new Key(
                    "http.ssl.*",
                    "none",
                    "TLS of the listener, with the keys of Kafka after `http.`: `http.ssl.keystore.type`,"
                            + " `http.ssl.keystore.location`, `http.ssl.truststore.*`. `http.ssl.client.auth` is"
                            + " `none`, `requested` or `required`."),
            new Key(
                    HTTP_CREDENTIALS,
                    "none",
                    "File with a line for each caller: kind, roles, name, salted hash; `bin/lookup-credential`"
                            + " creates such lines. Without a file, callers on this machine need no credentials."),
            new Key(
                    HTTP_ANONYMOUS_ROLES,
                    "read",
                    "Roles of callers on this machine if there is no credentials file: any of `read`, `erase`,"
                            + " `audit`, separated by commas."),
            new Key(
                    HTTP_FORWARDING_KEY,
                    "none",
                    "File with a secret of at least 32 characters that all instances share. Required with"
                            + " `streams.application.server`: it proves that a request comes from another instance."),
            new Key(
                    HTTP_REQUESTS_PER_SECOND,
                    "20",
                    "Requests per second that one caller may make, with bursts of twice as many. Further requests are"
                            + " answered with status 429."),
            new Key(HTTP_PAGE_SIZE_MAX, "1000", "Maximum number of results in one answer; 1 to 1000."),
            new Key(
                    HTTP_LOOKUPS_RETENTION,
                    "34560000000",
                    "Milliseconds for which `<net>.lookups` keeps the record of who looked up what. The default is"
                            + " 400 days. Applied when the topic is created."),
            new Key(
                    PLUGIN_PATH,
                    "none",
                    "Folders with plugins of Kafka Connect, separated by commas, as in the worker's configuration."),
            new Key(
                    KEY_CONVERTER,
                    "org.apache.kafka.connect.json.JsonConverter",
                    "Converter of record keys, as in the worker's configuration, with its settings"
                            + " `key.converter.*`."),
            new Key(
                    VALUE_CONVERTER,
                    "org.apache.kafka.connect.json.JsonConverter",
                    "Converter of record values, as in the worker's configuration, with its settings"
                            + " `value.converter.*`."),
            new Key(
                    "streams.*",
                    "",
                    "Settings of Kafka Streams and its clients, passed on without the prefix `streams.`:"
                            + " `streams.state.dir`, `streams.num.stream.threads`, `streams.security.protocol`."
                            + " Unless set here, `num.standby.replicas` is 1, `commit.interval.ms` is 500 and"
                            + " `producer.batch.size` is 65536. `processing.guarantee` is `exactly_once_v2`; any other"
                            + " value is refused."));

    private Keys() {}
}
