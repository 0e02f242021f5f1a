package net.leasequery.transforms;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.leasequery.transforms.internal.BuildVersion;
import net.leasequery.transforms.internal.binding.Fields;
import net.leasequery.transforms.internal.binding.RecordKinds;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.metrics.PublishedCounts;
import net.leasequery.transforms.internal.metrics.TransformCounts;
import net.leasequery.transforms.internal.pseudonym.Pseudonyms;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Replaces values that identify a client by keyed tokens, in key, value and headers. A value has the same token
 * wherever the same key is used, so that records of several topics can still be joined. Types and schema of a binding
 * stay, but fields that are not in the data contract are removed. The octets of a quarantined message become a token,
 * and so does the {@code detail} of an event that may have some of them, a text of the server, or a query for one
 * client. Other events and heartbeats pass unchanged: they name no client. {@code docs/privacy.md} describes what remains
 * linkable.
 *
 * <p>Removes the header {@code leasequery.table}, which the connector's sweep needs. At the source, this transform
 * therefore requires {@code sweep.mode=off}, which the connector's validation checks.
 *
 * <p>Thread-safe once configured. Throws {@link DataException} for a record of unknown form, unless
 * {@code on.unknown.record} is set otherwise. No message contains a value or a key.
 */
public final class PseudonymizeBinding<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    static final String PREVIOUS_TOKENS = "leasequery.previous.tokens";

    private static final String TABLE_HEADER = "leasequery.table";
    private static final String ADDRESS = "address";

    private final TransformCounts counts = new TransformCounts();

    private final RecordKinds kinds = new RecordKinds();

    private volatile @Nullable Setting setting;

    private record Setting(Pseudonyms pseudonyms, Set<String> headers, String onUnknown, PublishedCounts published) {}

    @Override
    public ConfigDef config() {
        return PseudonymKeys.definition();
    }

    @Override
    public void configure(Map<String, ?> given) {
        ParsedKeys keys = ParsedKeys.of(config(), given);
        Pseudonyms pseudonyms = new Pseudonyms(PseudonymKeys.rules(keys));
        close();
        Set<String> headers = new HashSet<>(keys.list(PseudonymKeys.HEADERS));
        headers.remove(TABLE_HEADER);
        setting = new Setting(
                pseudonyms,
                Set.copyOf(headers),
                keys.text(PseudonymKeys.ON_UNKNOWN),
                PublishedCounts.of(counts, "PseudonymizeBinding"));
    }

    @Override
    public @Nullable R apply(R record) {
        Setting current = setting;
        if (current == null) {
            throw new IllegalStateException("configure was not called");
        }
        return switch (kinds.of(record)) {
            case BINDING ->
                record.key() == null || isBindingKey(record.key())
                        ? binding(record, current)
                        : unknown(record, current);
            case TOMBSTONE -> tombstone(record, current);
            case OF_SERVER -> ofServer(record, current);
            case QUARANTINED -> quarantined(record, current);
            case OTHER -> unknown(record, current);
        };
    }

    private static boolean isBindingKey(@Nullable Object key) {
        Fields fields = Fields.of(key);
        return fields != null && fields.has("server") && fields.get(ADDRESS) instanceof String;
    }

    private static boolean isServerKey(Object key) {
        Fields fields = Fields.of(key);
        return fields != null && fields.has("server") && fields.has("family");
    }

    private R untouched(R record) {
        counts.passed();
        return record;
    }

    private R ofServer(R record, Setting current) {
        Object output = current.pseudonyms().event(record.value());
        if (output == record.value()) {
            return untouched(record);
        }
        counts.transformed();
        return with(record, record.key(), output, kept(record, current.headers()));
    }

    private @Nullable R tombstone(R record, Setting current) {
        Object key = record.key();
        if (key == null || isServerKey(key)) {
            return untouched(record);
        }
        return isBindingKey(key) ? binding(record, current) : unknown(record, current);
    }

    private R binding(R record, Setting current) {
        Fields identity = Fields.of(record.value() == null ? record.key() : record.value());
        if (identity != null && current.pseudonyms().isExempt(identity.get(ADDRESS))) {
            counts.passed();
            ConnectHeaders headers = new ConnectHeaders(record.headers());
            headers.remove(TABLE_HEADER);
            return with(record, record.key(), record.value(), headers);
        }
        Pseudonyms.Protected output = current.pseudonyms().protect(record.key(), record.value());
        Headers headers = kept(record, current.headers());
        if (!output.previousTokens().isEmpty()) {
            headers = new ConnectHeaders(headers).addString(PREVIOUS_TOKENS, output.previousTokens());
        }
        counts.transformed();
        return with(record, output.key(), output.value(), headers);
    }

    private static Headers kept(ConnectRecord<?> record, Set<String> names) {
        if (areAllKept(record.headers(), names)) {
            return record.headers();
        }
        ConnectHeaders kept = new ConnectHeaders();
        for (Header header : record.headers()) {
            if (names.contains(header.key())) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static boolean areAllKept(Headers headers, Set<String> names) {
        for (Header header : headers) {
            if (!names.contains(header.key())) {
                return false;
            }
        }
        return true;
    }

    private R quarantined(R record, Setting current) {
        counts.transformed();
        return with(
                record,
                record.key(),
                current.pseudonyms().quarantined(record.value()),
                kept(record, current.headers()));
    }

    private @Nullable R unknown(R record, Setting current) {
        switch (current.onUnknown()) {
            case "pass" -> {
                return untouched(record);
            }
            case "drop" -> {
                counts.dropped();
                return null;
            }
            default ->
                throw new DataException("PseudonymizeBinding does not know where a record of topic " + record.topic()
                        + " has personal data: its key or value is not one of the connector's. Put it before transforms"
                        + " that change them, exclude other topics by a predicate, or set " + PseudonymKeys.ON_UNKNOWN
                        + " to drop or pass");
        }
    }

    private R with(R record, @Nullable Object key, @Nullable Object value, Headers headers) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                key,
                value instanceof Struct struct ? struct.schema() : record.valueSchema(),
                value,
                record.timestamp(),
                headers);
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
