package net.leasequery.transforms.internal.binding;

import java.util.IdentityHashMap;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * Caches values derived from schemas, by the identity of the schema: converters use the same schema object for all
 * records of one schema. Reads take no lock. At the bound the cache is cleared, so that a converter that makes a schema
 * for each record costs time but not memory. Thread-safe.
 *
 * @param <V> type of the derived values; must be immutable
 */
public final class SchemaCache<V> {

    static final int MOST = 64;

    private final Function<Schema, V> derivation;

    private volatile IdentityHashMap<Schema, V> bySchema = new IdentityHashMap<>();

    public SchemaCache(Function<Schema, V> derivation) {
        this.derivation = derivation;
    }

    /** Returns the value derived from this schema, by this call or an earlier one. */
    public V get(Schema schema) {
        V known = bySchema.get(schema);
        return known == null ? derive(schema) : known;
    }

    private synchronized V derive(Schema schema) {
        V known = bySchema.get(schema);
        if (known != null) {
            return known;
        }
        V derived = derivation.apply(schema);
        // A published map never changes, because readers take no lock.
        IdentityHashMap<Schema, V> next =
                bySchema.size() < MOST ? new IdentityHashMap<>(bySchema) : new IdentityHashMap<>();
        next.put(schema, derived);
        bySchema = next;
        return derived;
    }

    int size() {
        return bySchema.size();
    }
}
