package net.leasequery.transforms;

import java.util.Map;
import java.util.Set;
import net.leasequery.transforms.internal.BuildVersion;
import net.leasequery.transforms.internal.binding.Fields;
import net.leasequery.transforms.internal.binding.HeaderText;
import net.leasequery.transforms.internal.binding.RecordKind;
import net.leasequery.transforms.internal.config.Choices;
import net.leasequery.transforms.internal.config.ParsedKeys;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * True for records that report the present state and not a change: bindings from a snapshot, a poll or a filled gap.
 * Reads the header {@code leasequery.origin}, which tombstones have too; without it, the field {@code origin} of a
 * binding. Thread-safe once configured.
 */
public final class IsSnapshot<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    static final String ORIGINS = "origins";

    private static final String HEADER = "leasequery.origin";

    private volatile Set<String> origins = Set.of();

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        ORIGINS,
                        ConfigDef.Type.LIST,
                        "SNAPSHOT,POLL,GAP_FILL",
                        new Choices("SNAPSHOT", "POLL", "GAP_FILL", "CATCH_UP", "LIVE"),
                        Importance.MEDIUM,
                        "Origins for which the predicate is true. Leave `POLL` out for a polled server"
                                + " (`query.mode=bulk`), because all of its records have that origin.");
    }

    @Override
    public void configure(Map<String, ?> given) {
        origins = Set.copyOf(ParsedKeys.of(config(), given).list(ORIGINS));
    }

    @Override
    public boolean test(R record) {
        String origin = origin(record);
        return origin != null && origins.contains(origin);
    }

    private @Nullable String origin(R record) {
        Header header = record.headers().lastWithName(HEADER);
        String text = header == null ? null : HeaderText.of(header);
        if (text != null) {
            return text;
        }
        Fields fields = RecordKind.of(record) == RecordKind.BINDING ? Fields.of(record.value()) : null;
        return fields == null ? null : fields.text("origin");
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public void close() {
        // There are no resources to close.
    }
}
