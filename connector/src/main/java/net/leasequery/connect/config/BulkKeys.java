package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that configure when Bulk Leasequery is used, and what it asks for. */
final class BulkKeys {

    private BulkKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("Bulk Leasequery");
        form.define(
                Keys.QUERY_MODE,
                STRING,
                "active",
                new OneOf("active", "bulk"),
                HIGH,
                Width.SHORT,
                "Query mode",
                "How the connector learns of changes. `active`: the server sends each change as it happens (Active"
                        + " Leasequery, RFC 7724 and RFC 7653). `bulk`: the connector polls the server every"
                        + " `bulk.poll.interval.ms` and writes the bindings that differ from the last answer. Use"
                        + " `bulk` for a server that supports only Bulk Leasequery, such as Kea.");
        form.onlyIf(Keys.QUERY_MODE, ConfigDefBuilder.is(Keys.BULK), () -> pollInterval(form));
        form.define(
                Keys.SNAPSHOT_MODE,
                STRING,
                "initial",
                new OneOf("initial", "never", "always", "when_needed"),
                HIGH,
                Width.SHORT,
                "Snapshot mode",
                "When to load bindings that the stream of changes does not contain, by Bulk Leasequery. `initial`:"
                        + " when there is no source offset, and whenever the server reports that it no longer has"
                        + " the changes of a period (DataMissing). `always`: as `initial`, and at every start of the"
                        + " task. `when_needed`: whenever something is missing; currently the same as `initial`."
                        + " `never`: nothing is loaded; a missing period is reported in `<prefix>.events` and stays"
                        + " in the offset.");
        form.define(
                Keys.BULK_QUERY_TYPES,
                LIST,
                BulkQueryTypes.ALL,
                new BulkQueryTypes(),
                MEDIUM,
                Width.LONG,
                "Bulk queries",
                "Bulk Leasequery queries that make up a snapshot, gap fill or poll, sent one after the other."
                        + " Together they should cover every address of interest. `all`, `relay-id:<hex>`,"
                        + " `remote-id:<hex>`, `client-id:<hex>`, `hw-address:<type>/<mac>` as in"
                        + " `hw-address:1/aa:bb:cc:dd:ee:ff` (RFC 6926 section 6.1). With `dhcp.family=ipv6`:"
                        + " `link-address:<address>`, `relay-id:<hex>`, `remote-id:<hex>`, `client-id:<hex>`,"
                        + " `address:<address>` (RFC 5460). There is no default then: without queries, a snapshot is"
                        + " requested as catch-up from the beginning, which fails if the server no longer has all"
                        + " changes, and `query.mode=bulk` is refused. Some servers, such as Kea, refuse `all`:"
                        + " query by relay agent instead.");
    }

    private static void pollInterval(ConfigDefBuilder form) {
        form.define(
                Keys.POLL_INTERVAL,
                LONG,
                60_000L,
                Limits.between(100, 7 * Limits.DAY_MS),
                MEDIUM,
                Width.SHORT,
                "Poll interval",
                "Milliseconds from the start of one poll to the start of the next, with `query.mode=bulk`. If a poll"
                        + " takes longer, the next one starts as soon as it ends. A change is seen at the next poll;"
                        + " a shorter interval costs the server more.");
    }
}
