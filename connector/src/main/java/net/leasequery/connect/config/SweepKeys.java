package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.readback.ConsumerKeyFiles;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

/** The keys of the sweep, which ends bindings that a server no longer has. */
final class SweepKeys {

    static final String AUTO = "auto";

    private SweepKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("Ended bindings");
        form.define(
                Keys.SWEEP_MODE,
                STRING,
                AUTO,
                new OneOf(AUTO, "off"),
                MEDIUM,
                Width.SHORT,
                "Sweep mode",
                "What happens to bindings that Kafka still shows as leased and that the server no longer has."
                        + " `auto`: after a complete answer, each is ended by a record with `inferred=true`; an"
                        + " incomplete answer ends nothing. The answer is a full poll with `query.mode=bulk`, a"
                        + " snapshot by the query `all` with DHCPv4, or a snapshot or filled gap with DHCPv6, where"
                        + " leases also end when they expire. `off`: they stay unchanged.");
        form.define(
                Keys.SWEEP_SERVERS,
                LIST,
                List.of(),
                new BootstrapServers(),
                MEDIUM,
                Width.LONG,
                "Bootstrap servers",
                "Bootstrap servers, as `host:port`, of the Kafka cluster with the topic `<prefix>.bindings`. When a"
                        + " task starts, it reads back which bindings Kafka shows for its server, so that it can"
                        + " also end bindings that ended while it was not running. Without this key, a task knows"
                        + " only the bindings that it has written since its start, and with `query.mode=bulk` every"
                        + " restart writes all bindings once more. The keys under `sweep.consumer.` configure the"
                        + " consumer, which needs permission to read and describe the topic and uses no consumer"
                        + " group.");
        form.define(
                Keys.TABLE_BYTES,
                LONG,
                null,
                Limits.between(1_048_576, Limits.MOST_BYTES),
                LOW,
                Width.SHORT,
                "Table bytes",
                "Upper limit, in estimated octets of heap, of the tables of addresses of all tasks in a worker's JVM"
                        + " together: the bindings that Kafka shows for each server, and the addresses that change"
                        + " while a bulk query runs. The default is half of the heap. When the limit is reached, an"
                        + " event `TABLE_FULL` is written. If a task's table of bindings has reached it, the task"
                        + " discards the table, ends no more bindings and writes every binding. Raise the limit, or"
                        + " the heap, after such an event.");
        form.define(
                Keys.RETIRE_SERVERS,
                LIST,
                List.of(),
                new RetiredServers(),
                LOW,
                Width.LONG,
                "Retired servers",
                "Names of servers of this `dhcp.family` that were removed from `dhcp.servers`. The first task reads"
                        + " back which leases Kafka still shows for them, ends these by records with"
                        + " `inferred=true`, and writes an event `RETIRED` for each server. Nothing else ends the"
                        + " leases of a removed or renamed server. Requires `sweep.bootstrap.servers`. A name may be"
                        + " removed from this list after its event. A server that is added to `dhcp.servers` again"
                        + " begins with a snapshot.");
    }

    /** Returns the errors of the consumer's key files, by key. */
    static Map<String, String> problemsOfFiles(Map<String, String> given) {
        Map<String, String> consumer = new HashMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(Keys.SWEEP_CONSUMER_PREFIX)) {
                consumer.put(key.substring(Keys.SWEEP_CONSUMER_PREFIX.length()), value);
            }
        });
        Map<String, String> problems = new HashMap<>();
        ConsumerKeyFiles.problemsAtSubmission(consumer).forEach((property, problem) -> {
            String key = Keys.SWEEP_CONSUMER_PREFIX + property;
            boolean ofFile = key.endsWith(".location");
            problems.put(
                    key,
                    CrossChecks.invalid(key, ofFile ? consumer.get(property) : Password.HIDDEN)
                            + problem
                            + (ofFile
                                    ? "; name a file of keys or certificates"
                                    : "; give keys or certificates as PEM"));
        });
        return problems;
    }
}
