package net.leasequery.transforms.internal.pseudonym;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.leasequery.transforms.internal.binding.SchemaCache;
import net.leasequery.transforms.internal.binding.Schemas;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * What some rules do with each field of a schema. The schema of a binding stays the same object, unless it has fields
 * that are not in the data contract: they are removed, because they may identify a client.
 *
 * @param schema of the output
 * @param steps for each field of the output
 */
record BindingPlan(Schema schema, List<Step> steps) {

    private static final String EVENT_ID = "eventId";
    private static final String RELAY = "relay";
    private static final Set<String> OTHERS = new HashSet<>(ProtectedField.others());

    /**
     * The step of one field.
     *
     * @param rule null if the value stays
     * @param inner for the field {@code relay}
     * @param isEventId whether it is the field {@code eventId}
     */
    private record Step(
            Field from,
            TargetField to,
            @Nullable ProtectedField rule,
            @Nullable BindingPlan inner,
            boolean isEventId) {}

    static SchemaCache<BindingPlan> cache(Rules rules) {
        return new SchemaCache<>(schema -> of(schema, "", rules));
    }

    private static BindingPlan of(Schema schema, String prefix, Rules rules) {
        List<Field> known = new ArrayList<>();
        boolean same = true;
        List<@Nullable BindingPlan> inner = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!isKnown(prefix, field)) {
                same = false;
                continue;
            }
            BindingPlan plan = field.name().equals(RELAY) ? of(field.schema(), RELAY + ".", rules) : null;
            same &= plan == null || plan.schema() == field.schema();
            known.add(field);
            inner.add(plan);
        }
        Schema output = same ? schema : reduced(schema, known, inner);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Field field = known.get(i);
            steps.add(new Step(
                    field,
                    TargetField.of(output.field(field.name())),
                    rules.changing(prefix + field.name()),
                    inner.get(i),
                    prefix.isEmpty() && field.name().equals(EVENT_ID)));
        }
        return new BindingPlan(output, List.copyOf(steps));
    }

    private static boolean isKnown(String prefix, Field field) {
        return Rules.at(prefix + field.name()) != null || (prefix.isEmpty() && isOther(field));
    }

    private static boolean isOther(Field field) {
        boolean nested = field.schema().type() == Schema.Type.STRUCT;
        return OTHERS.contains(field.name()) && nested == field.name().equals(RELAY);
    }

    private static Schema reduced(Schema schema, List<Field> known, List<@Nullable BindingPlan> inner) {
        SchemaBuilder builder = Schemas.like(schema);
        for (int i = 0; i < known.size(); i++) {
            BindingPlan plan = inner.get(i);
            builder.field(known.get(i).name(), plan == null ? known.get(i).schema() : plan.schema());
        }
        return builder.build();
    }

    Struct apply(Struct binding, Rules rules, RecordTokens tokens) {
        Struct output = new Struct(schema);
        fill(output, binding, rules, tokens);
        return output;
    }

    private void fill(Struct output, Struct binding, Rules rules, RecordTokens tokens) {
        for (Step step : steps) {
            Object value = binding.get(step.from());
            if (value == null) {
                continue;
            }
            BindingPlan inner = step.inner();
            if (inner != null && value instanceof Struct relay) {
                step.to().put(output, new Struct(inner.schema()), to -> inner.fill(to, relay, rules, tokens));
            } else {
                step.to().put(output, protect(step, value, rules, tokens));
            }
        }
    }

    private static @Nullable Object protect(Step step, Object value, Rules rules, RecordTokens tokens) {
        if (step.rule() != null) {
            return rules.protect(step.rule(), value, tokens);
        }
        return step.isEventId() ? rules.eventId(value.toString()) : value;
    }
}
