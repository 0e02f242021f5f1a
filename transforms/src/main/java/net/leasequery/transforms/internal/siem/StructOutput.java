package net.leasequery.transforms.internal.siem;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one output as structures. An object is created with its first value, and put into its parent while it
 * is empty: Connect checks a structure completely when it is put, and each of its values again when that is put. Of one
 * record, for one thread.
 */
final class StructOutput {

    private final Node.Place[] places;
    private final @Nullable Struct[] structs;

    StructOutput(Node.Place[] places) {
        this.places = places;
        this.structs = new Struct[places.length];
    }

    void put(Node.Leaf leaf, Object value) {
        Struct struct = struct(leaf.object());
        if (leaf.attribute().type() == ValueType.OBSERVABLES) {
            putAll(struct, leaf.field(), (List<?>) value);
        } else {
            leaf.field().put(struct, value);
        }
    }

    /** Puts the empty list first, as with structures: its elements are checked as they are filled. */
    private static void putAll(Struct struct, TargetField field, List<?> observables) {
        List<Struct> all = new ArrayList<>(observables.size());
        field.put(struct, all);
        for (Object each : observables) {
            all.add(((Observable) each).toStruct());
        }
    }

    Struct struct(int number) {
        Struct known = structs[number];
        if (known != null) {
            return known;
        }
        Node.Place place = places[number];
        Struct made = new Struct(place.schema());
        TargetField field = place.field();
        if (field != null) {
            field.put(struct(place.parent()), made);
        }
        structs[number] = made;
        return made;
    }
}
