package net.leasequery.systemtests.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Records that no later record replaces, although there is one with the same key in another partition. */
final class SurplusRecords {

    private static final int UNKNOWN = -1;

    private SurplusRecords() {}

    /**
     * Returns their number.
     *
     * @param records of a topic
     * @param which keys to look at
     */
    static int count(List<SimulatedTopic.Stored> records, Predicate<Struct> which) {
        Map<Object, String> places = new HashMap<>();
        for (SimulatedTopic.Stored stored : records) {
            Struct key = (Struct) stored.source().key();
            if (stored.source().value() instanceof String) {
                // Of another producer; the connector does not know what it is about.
                places.remove(stored.place());
            } else if (which.test(key)) {
                places.put(stored.place(), key.toString());
            }
        }
        return places.size() - Set.copyOf(places.values()).size();
    }

    /**
     * Whether a metric of the connector is their number, or says that it is not known.
     *
     * @param reported the metric; null if there is none
     * @param before their number before the topic was read back
     * @param after their number afterwards
     * @param mayBeUnknown whether the connector may have ended its read-back early
     */
    static boolean isBetween(@Nullable Object reported, int before, int after, boolean mayBeUnknown) {
        return reported instanceof Number number
                && ((number.intValue() >= before && number.intValue() <= after)
                        || (mayBeUnknown && number.intValue() == UNKNOWN));
    }
}
