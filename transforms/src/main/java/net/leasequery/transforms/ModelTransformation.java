package net.leasequery.transforms;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.leasequery.transforms.internal.BuildVersion;
import net.leasequery.transforms.internal.binding.Lease;
import net.leasequery.transforms.internal.binding.LeaseReader;
import net.leasequery.transforms.internal.binding.RecordKind;
import net.leasequery.transforms.internal.binding.RecordKinds;
import net.leasequery.transforms.internal.config.Choice;
import net.leasequery.transforms.internal.config.Choices;
import net.leasequery.transforms.internal.config.NotBlank;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.metrics.PublishedCounts;
import net.leasequery.transforms.internal.metrics.TransformCounts;
import net.leasequery.transforms.internal.siem.Model;
import net.leasequery.transforms.internal.siem.Reporter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts the value of each binding to the form of a SIEM model; key, topic, timestamp and headers stay. Other records
 * (tombstones, events, heartbeats, quarantined messages) pass unchanged.
 *
 * <p>Thread-safe once configured. Throws {@link DataException} for a binding whose fields have types that the
 * connector does not write, and for an incomplete one with {@code on.incomplete=fail}.
 */
abstract class ModelTransformation<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    static final String ON_INCOMPLETE = "on.incomplete";
    static final String RESYNC_ORIGINS = "resync.origins";
    static final String OUTPUT_SCHEMA = "output.schema";
    static final String VENDOR = "event.vendor";
    static final String PRODUCT = "event.product";

    private static final Logger LOG = LoggerFactory.getLogger(ModelTransformation.class);

    private final TransformCounts counts = new TransformCounts();

    private final RecordKinds kinds = new RecordKinds();

    private volatile @Nullable Setting setting;

    private enum OnIncomplete {
        PASS,
        DROP,
        FAIL
    }

    private record Setting(
            Model model,
            OnIncomplete onIncomplete,
            LeaseReader leases,
            boolean withSchema,
            PublishedCounts published) {}

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        ON_INCOMPLETE,
                        ConfigDef.Type.STRING,
                        "pass",
                        Choice.among(OnIncomplete.class),
                        Importance.HIGH,
                        "What happens to a binding that lacks an attribute that the model requires. `pass`: the"
                                + " event is written without the attribute. `drop`: the record is dropped. `fail`:"
                                + " the transform fails, and `errors.tolerance` decides what follows. Such bindings"
                                + " are counted (JMX attribute `Incomplete`). At a source, a dropped record counts"
                                + " as not acknowledged.")
                .define(
                        RESYNC_ORIGINS,
                        ConfigDef.Type.LIST,
                        "SNAPSHOT,POLL,GAP_FILL",
                        new Choices("SNAPSHOT", "POLL", "GAP_FILL", "CATCH_UP"),
                        Importance.MEDIUM,
                        "Origins of records that report a state and not a change. Their events are marked, so that a"
                                + " resync is not counted as new leases. A polled server (`query.mode=bulk`) reports"
                                + " every change with origin `POLL`: set `SNAPSHOT,GAP_FILL` so that its changes are"
                                + " not marked.")
                .define(
                        OUTPUT_SCHEMA,
                        ConfigDef.Type.STRING,
                        "keep",
                        new Choice("keep", "none"),
                        Importance.MEDIUM,
                        "Whether the event has a schema. `keep`: if the record has one; attributes without a value"
                                + " are then null. `none`: never; the event is a map in which attributes without a"
                                + " value are absent, for JSON converters with `schemas.enable=false` and for sinks"
                                + " that accept maps.")
                .define(
                        VENDOR,
                        ConfigDef.Type.STRING,
                        "leasequery",
                        new NotBlank(),
                        Importance.LOW,
                        "Vendor that the events name as their reporter. Leasequery does not report the vendor of the"
                                + " DHCP server, so set it here if you know it.")
                .define(
                        PRODUCT,
                        ConfigDef.Type.STRING,
                        "kafka-connect-leasequery",
                        new NotBlank(),
                        Importance.LOW,
                        "Product that the events name as their reporter.");
    }

    /** Returns the model for a configuration. */
    abstract Model model(Reporter reporter, ParsedKeys keys);

    @Override
    public void configure(Map<String, ?> given) {
        ParsedKeys keys = ParsedKeys.of(config(), given);
        close();
        setting = new Setting(
                model(new Reporter(keys.text(VENDOR), keys.text(PRODUCT)), keys),
                OnIncomplete.valueOf(keys.text(ON_INCOMPLETE).toUpperCase(Locale.ROOT)),
                new LeaseReader(Set.copyOf(keys.list(RESYNC_ORIGINS))),
                keys.text(OUTPUT_SCHEMA).equals("keep"),
                PublishedCounts.of(counts, getClass().getSimpleName()));
    }

    @Override
    public @Nullable R apply(R record) {
        if (kinds.of(record) != RecordKind.BINDING) {
            counts.passed();
            return record;
        }
        Setting current = setting;
        if (current == null) {
            throw new IllegalStateException("configure was not called");
        }
        Lease lease = current.leases().read(record);
        boolean structured = record.valueSchema() != null && current.withSchema();
        Model.Output output =
                structured ? current.model().toStruct(lease) : current.model().toMap(lease);
        if (!output.isComplete() && !accept(output, lease, current.onIncomplete())) {
            return null;
        }
        counts.transformed();
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                structured ? current.model().schema() : null,
                output.value(),
                record.timestamp(),
                record.headers());
    }

    private boolean accept(Model.Output output, Lease lease, OnIncomplete onIncomplete) {
        if (counts.getIncomplete() == 0) {
            LOG.info(
                    "{}: a binding of server {} lacks {}; {}={}. Further ones are counted and not logged",
                    getClass().getSimpleName(),
                    lease.server(),
                    output.missing(),
                    ON_INCOMPLETE,
                    onIncomplete);
        }
        counts.incomplete();
        if (onIncomplete == OnIncomplete.FAIL) {
            throw new DataException(getClass().getSimpleName() + ": a binding of server " + lease.server() + " lacks "
                    + output.missing() + "; set " + ON_INCOMPLETE
                    + "=pass to write it without, or drop to leave it out");
        }
        if (onIncomplete == OnIncomplete.DROP) {
            counts.dropped();
            return false;
        }
        return true;
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public void close() {
        Setting current = setting;
        if (current != null) {
            current.published().close();
        }
    }
}
