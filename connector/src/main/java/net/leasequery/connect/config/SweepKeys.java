package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.sweep.ConsumerKeyFiles;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

/** The keys of the sweep, which ends what a server no longer has. */
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
                "`auto`: after a complete answer to everything (a full poll of `query.mode=bulk`, or a snapshot by the"
                        + " query `all`), each binding that Kafka still shows as leased and that the server no longer"
                        + " has is ended by a record with `inferred=true`. Nothing is ended after an answer that broke"
                        + " off. `off`: such bindings stay as they are.");
        form.define(
                Keys.SWEEP_SERVERS,
                LIST,
                List.of(),
                new BootstrapServers(),
                MEDIUM,
                Width.LONG,
                "Bootstrap servers",
                "Bootstrap servers, as `host:port`, of the Kafka cluster that holds `<prefix>.bindings`. At its start a"
                        + " task reads back from there what Kafka shows of its server, so that it can also end what"
                        + " vanished while it did not run. Without this key a sweep knows only what the task itself has"
                        + " written since its start, and with `query.mode=bulk` a restart writes every binding once"
                        + " more. How that consumer reaches the brokers is said by the keys that begin with `sweep.consumer.`; it"
                        + " needs the right to read and describe the topic, and no group.");
        form.define(
                Keys.TABLE_BYTES,
                LONG,
                null,
                Limits.between(1_048_576, Limits.MOST_BYTES),
                LOW,
                Width.SHORT,
                "Table bytes",
                "Octets of heap, estimated, that the tables of addresses may take, for all tasks of a worker's JVM"
                        + " together: what Kafka shows of each server, and what changed while a bulk query runs. The"
                        + " default is half of the heap. At the bound an event `TABLE_FULL` is written; a table that"
                        + " is full is given up, its task ends no bindings any more and writes everything whole.");
        form.define(
                Keys.RETIRE_SERVERS,
                LIST,
                List.of(),
                new RetiredServers(),
                LOW,
                Width.LONG,
                "Retired servers",
                "Names of servers that were in `dhcp.servers` once, of this `dhcp.family`, and are followed no more: the"
                        + " first task reads back what Kafka still shows as leased by them, ends it by records with"
                        + " `inferred=true`, and writes an event `RETIRED` for each. Nothing else ends the leases of a"
                        + " server that is removed or renamed. Needs `sweep.bootstrap.servers`. When the event has"
                        + " come, the name may be removed from here; a server that comes back to `dhcp.servers`"
                        + " begins with a snapshot.");
    }

    /** What is wrong with the key files that the consumer is to read, by key. */
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
