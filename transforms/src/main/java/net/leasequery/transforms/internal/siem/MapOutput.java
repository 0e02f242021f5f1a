package net.leasequery.transforms.internal.siem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.transforms.internal.binding.TargetField;
import org.jspecify.annotations.Nullable;

/** The objects of one output as maps, without unknown values. Of one record, for one thread. */
final class MapOutput {

    private final Node.Place[] places;
    private final @Nullable Map<String, Object>[] maps;

    @SuppressWarnings("unchecked") // Java has no arrays of a generic type.
    MapOutput(Node.Place[] places) {
        this.places = places;
        this.maps = (@Nullable Map<String, Object>[]) new Map<?, ?>[places.length];
    }

    void put(Node.Leaf leaf, Object value) {
        map(leaf.object()).put(leaf.field().name(), mapped(leaf.attribute(), value));
    }

    private static Object mapped(Attribute attribute, Object value) {
        return attribute.type() == ValueType.OBSERVABLES
                ? ((List<?>) value)
                        .stream().map(each -> ((Observable) each).toMap()).toList()
                : value;
    }

    Map<String, Object> map(int number) {
        Map<String, Object> known = maps[number];
        if (known != null) {
            return known;
        }
        Node.Place place = places[number];
        Map<String, Object> made = new LinkedHashMap<>();
        TargetField field = place.field();
        if (field != null) {
            map(place.parent()).put(field.name(), made);
        }
        maps[number] = made;
        return made;
    }
}
