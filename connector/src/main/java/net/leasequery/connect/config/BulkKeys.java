package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say when Bulk Leasequery is used, and what is asked for by it. */
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
                "How to learn of changes. `active`: the server tells of each one (RFC 7724). `bulk`: for a server that"
                        + " speaks only Bulk Leasequery, as Kea does: it is asked for everything again and again, and"
                        + " what differs from the last answer is written.");
        form.onlyIf(Keys.QUERY_MODE, ConfigDefBuilder.is(Keys.BULK), () -> pollInterval(form));
        form.define(
                Keys.SNAPSHOT_MODE,
                STRING,
                "initial",
                new OneOf("initial", "never", "always", "when_needed"),
                HIGH,
                Width.SHORT,
                "Snapshot mode",
                "When to load by Bulk Leasequery what the stream of changes cannot bring. `initial`: when there is no"
                        + " source offset, and whenever the server says that it no longer has the changes of a window"
                        + " (DataMissing). `always`: the same, and at every start of the task. `when_needed`: whenever"
                        + " something is missing, today the same as `initial`. `never`: a missing window is reported"
                        + " in `<prefix>.events`, stays in the offset, and is not filled.");
        form.define(
                Keys.BULK_QUERY_TYPES,
                LIST,
                BulkQueryTypes.ALL,
                new BulkQueryTypes(),
                MEDIUM,
                Width.LONG,
                "Bulk queries",
                "What to ask for by Bulk Leasequery, one query after the other; together they should cover every"
                        + " address of interest. `all`, `relay-id:<hex>`, `remote-id:<hex>`, `client-id:<hex>`,"
                        + " `hw-address:<type>/<mac>` as in `hw-address:1/aa:bb:cc:dd:ee:ff` (RFC 6926 section 6.1). For"
                        + " `dhcp.family=ipv6`: `link-address:<address>`, `relay-id:<hex>`, `remote-id:<hex>`,"
                        + " `client-id:<hex>`, `address:<address>` (RFC 5460), and none unless given. Some servers,"
                        + " Kea among them, refuse `all`: name the relay agents instead.");
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
                "With `query.mode=bulk`, milliseconds from the start of one poll to that of the next. A poll that takes"
                        + " longer is followed by the next at once.");
    }
}
