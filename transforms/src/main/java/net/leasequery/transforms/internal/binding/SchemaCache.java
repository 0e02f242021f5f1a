package net.leasequery.transforms.internal.binding;

import java.util.IdentityHashMap;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * What was derived from a schema, by the identity of that schema: converters give the records of one schema the
 * same object. Reads take no lock. At the bound everything is forgotten and derived anew, so that a converter
 * which makes a schema for each record costs time and not memory. Thread-safe.
 *
 * @param <V> what is derived; must be immutable
 */
public final class SchemaCache<V> {

    static final int MOST = 64;

    private final Function<Schema, V> derivation;

    private volatile IdentityHashMap<Schema, V> bySchema = new IdentityHashMap<>();

    public SchemaCache(Function<Schema, V> derivation) {
        this.derivation = derivation;
    }

    /** What was derived from this schema, by this call or an earlier one. */
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
        // A map that readers can see never changes.
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
