package net.leasequery.transforms.internal.pseudonym;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.transforms.internal.binding.Fields;
import net.leasequery.transforms.internal.binding.SchemaCache;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Applies {@link Rules} to keys and values, structures and maps. Never changes its input. Thread-safe. */
public final class Pseudonyms {

    private static final String ADDRESS = "address";
    private static final String EVENT_ID = "eventId";
    private static final String RELAY = "relay";
    private static final String OCTETS = "octets";
    private static final String DETAIL = "detail";
    /** Events whose detail may have octets or a text of the server, or a bulk query for one client. */
    private static final Set<String> WITH_DETAIL_OF_CLIENTS =
            Set.of("MALFORMED_MESSAGE", "BACKFILL_FAILED", "QUERY_TERMINATED", "SIGNAL_DONE");

    /** The same for the reasons of the event DISCONNECTED. */
    private static final Set<String> REASONS_OF_SERVER = Set.of("REFUSED", "QUERY_TERMINATED");

    /**
     * A protected binding.
     *
     * @param key of the record
     * @param value null for a tombstone
     * @param previousTokens JSON; empty if there is no previous key
     */
    public record Protected(@Nullable Object key, @Nullable Object value, String previousTokens) {}

    private final Rules rules;
    private final SchemaCache<BindingPlan> plans;
    private final SchemaCache<List<TargetField>> targets = new SchemaCache<>(
            schema -> schema.fields().stream().map(TargetField::of).toList());

    public Pseudonyms(Rules rules) {
        this.rules = rules;
        this.plans = BindingPlan.cache(rules);
    }

    /** Whether the bindings of an address stay unchanged. */
    public boolean isExempt(@Nullable Object addressOrPrefix) {
        return addressOrPrefix instanceof String text && rules.exempt().contain(text);
    }

    /**
     * Protects a binding, or the tombstone of one.
     *
     * @param key a binding's key, or null
     * @param value a binding, or null
     */
    public Protected protect(@Nullable Object key, @Nullable Object value) {
        RecordTokens tokens = new RecordTokens(rules.previous() != null);
        Object newKey = key == null ? null : key(key, tokens);
        Object newValue = value == null ? null : value(value, tokens);
        return new Protected(newKey, newValue, tokens.previousAsJson());
    }

    private Object key(Object key, RecordTokens tokens) {
        String address = String.valueOf(new Fields(key).text(ADDRESS));
        return replaced(key, ADDRESS, rules.keyAddress(address, tokens));
    }

    private Object value(Object value, RecordTokens tokens) {
        return value instanceof Struct struct
                ? plans.get(struct.schema()).apply(struct, rules, tokens)
                : map((Map<?, ?>) value, "", tokens);
    }

    private Map<String, Object> map(Map<?, ?> from, String prefix, RecordTokens tokens) {
        Map<String, Object> to = new LinkedHashMap<>();
        from.forEach((key, value) -> {
            String name = String.valueOf(key);
            ProtectedField rule = Rules.at(prefix + name);
            if (value == null) {
                if (rule != null || isOther(prefix, name)) {
                    put(to, name, null);
                }
            } else if (rule != null) {
                put(to, name, rules.protect(rule, value, tokens));
            } else if (isOther(prefix, name)) {
                other(to, name, value, tokens);
            }
        });
        return to;
    }

    private static boolean isOther(String prefix, String name) {
        return prefix.isEmpty() && ProtectedField.others().contains(name);
    }

    private void other(Map<String, Object> to, String name, Object value, RecordTokens tokens) {
        if (name.equals(RELAY)) {
            put(to, name, value instanceof Map<?, ?> relay ? map(relay, RELAY + ".", tokens) : null);
        } else if (name.equals(EVENT_ID)) {
            put(to, name, rules.eventId(value.toString()));
        } else {
            put(to, name, value);
        }
    }

    /** Replaces the octets of a quarantined message by a token: they may identify any client. */
    public Object quarantined(Object message) {
        Object octets = new Fields(message).get(OCTETS);
        return octets == null ? message : replaced(message, OCTETS, rules.message(octets));
    }

    /**
     * Replaces the detail of an event by a token if it may name a client.
     *
     * @return the same object if it does not
     */
    public Object event(Object event) {
        Fields fields = new Fields(event);
        Object detail = fields.get(DETAIL);
        return detail != null && mayNameClient(fields.get("type"), fields.get("reason"))
                ? replaced(event, DETAIL, rules.message(detail.toString()))
                : event;
    }

    private static boolean mayNameClient(@Nullable Object type, @Nullable Object reason) {
        return WITH_DETAIL_OF_CLIENTS.contains(String.valueOf(type))
                || ("DISCONNECTED".equals(type) && REASONS_OF_SERVER.contains(String.valueOf(reason)));
    }

    private Object replaced(Object object, String name, Object value) {
        if (object instanceof Struct struct) {
            Struct copy = new Struct(struct.schema());
            for (TargetField field : targets.get(struct.schema())) {
                field.put(copy, field.name().equals(name) ? value : field.get(struct));
            }
            return copy;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) object).forEach((key, old) -> put(copy, String.valueOf(key), old));
        copy.put(name, value);
        return copy;
    }

    @SuppressWarnings("NullAway") // Maps of records have null for unknown values.
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
