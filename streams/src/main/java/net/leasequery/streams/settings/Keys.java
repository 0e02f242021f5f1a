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
            new Key(BOOTSTRAP, "required", "Kafka cluster that has the connectors' topics; results go there too."),
            new Key(
                    APPLICATION_ID,
                    "lease-streams",
                    "Consumer group, and prefix of internal topics. Instances with the same id share the work."),
            new Key(TOPIC_PREFIX, "required", "`topic.prefix` of the connectors, with commas between."),
            new Key(
                    OUTPUT_PREFIX,
                    "first of topic.prefix",
                    "Results go to `<net>.leases`, `<net>.members`, `<net>.audit`, `<net>.history`, `<net>.lookups`."),
            new Key(
                    FEATURES,
                    "merge,audit",
                    "`merge` writes leases and members, `audit` findings, `history` who held an address when, `lookup` answers over HTTP; all need `merge`, and `lookup` needs `history`."),
            new Key(
                    GROUPS,
                    "none",
                    "Names of groups, with commas between. A server in no group is a group of its own."),
            new Key(
                    "group.<name>.members",
                    "required",
                    "`[prefix/]server`, with commas between; a server of the first topic prefix needs no prefix. The order decides where nothing else does."),
            new Key(
                    "group.<name>.kind",
                    "required",
                    "`failover` (exactly 2), `replicated` (2 to 16), `interserver` (2 to 16) or `independent`."),
            new Key(
                    "group.<name>.replication.grace.ms",
                    "60000",
                    "How long a change may take to reach every member. For polled servers take three `bulk.poll.interval.ms`, if that is more."),
            new Key("group.<name>.mclt.ms", "3600000", "Maximum client lead time of a failover pair."),
            new Key(
                    "group.<name>.stale.after.ms",
                    "180000",
                    "Silence after which a view no longer counts as complete. More than `heartbeat.interval.ms` and `bulk.poll.interval.ms` of the connector."),
            new Key(
                    "group.<name>.links",
                    "none",
                    "Subnets that are one link each. Without it, a link is what has one giaddr or link-address."),
            new Key(EPSILON, "2000", "Transactions no further apart count as simultaneous."),
            new Key(
                    TOLERANCE,
                    "5000",
                    "Ends of one lease no further apart count as equal; a clock that is off by more is a finding."),
            new Key(
                    RETENTION,
                    "34560000000",
                    "How long the history keeps a tenure after its end; 400 days. At least a day."),
            new Key(
                    HTTP_LISTENER,
                    "off",
                    "`[address:]port` for `GET /health` and, with feature `lookup`, for the HTTP API and the page. Without an address 127.0.0.1. An address that others can reach is refused without TLS and credentials. `off` for none."),
            new Key(
                    "http.ssl.*",
                    "none",
                    "TLS of the listener, with the keys of Kafka: `http.ssl.keystore.type`, `http.ssl.keystore.location`, `http.ssl.truststore.*`. `http.ssl.client.auth` is `none`, `requested` or `required`."),
            new Key(
                    HTTP_CREDENTIALS,
                    "none",
                    "File with a line for each caller: kind, roles, name, salted hash; `bin/lookup-credential` makes them. Without it callers on this machine need no name."),
            new Key(
                    HTTP_ANONYMOUS_ROLES,
                    "read",
                    "What callers on this machine may do without a credentials file: some of `read`, `erase`, `audit`, with commas between."),
            new Key(
                    HTTP_FORWARDING_KEY,
                    "none",
                    "File with a secret of at least 32 characters that all instances share. Needed with `streams.application.server`: it proves that a question comes from another instance."),
            new Key(HTTP_REQUESTS_PER_SECOND, "20", "Requests of one caller; beyond that 429. Twice as many at once."),
            new Key(HTTP_PAGE_SIZE_MAX, "1000", "The most results in one answer; 1 to 1000."),
            new Key(
                    HTTP_LOOKUPS_RETENTION,
                    "34560000000",
                    "How long `<net>.lookups` keeps who looked up what; set when the topic is created. 400 days."),
            new Key(
                    PLUGIN_PATH,
                    "none",
                    "Folders with plugins of Kafka Connect, with commas between; as in the worker's configuration."),
            new Key(
                    KEY_CONVERTER,
                    "org.apache.kafka.connect.json.JsonConverter",
                    "As in the worker's configuration, with its `key.converter.*`."),
            new Key(
                    VALUE_CONVERTER,
                    "org.apache.kafka.connect.json.JsonConverter",
                    "As in the worker's configuration, with its `value.converter.*`."),
            new Key(
                    "streams.*",
                    "",
                    "Anything for Kafka Streams and its clients, without `streams.` before it: `streams.state.dir`, `streams.num.stream.threads`, `streams.security.protocol`. `processing.guarantee` is `exactly_once_v2` and `num.standby.replicas` is 1, `commit.interval.ms` 500 unless set here."));

    private Keys() {}
}
