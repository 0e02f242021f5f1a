package net.leasequery.systemtests.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;

/** Records that no later record replaces, although there is one with the same key in another partition. */
final class SurplusRecords {

    private SurplusRecords() {}

    /**
     * Returns their number.
     *
     * @param records of a topic
     * @param which keys to look at
     */
    static int count(List<SimulatedTopic.Stored> records, Predicate<Struct> which) {
        Set<Object> places = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (SimulatedTopic.Stored stored : records) {
            Struct key = (Struct) stored.source().key();
            if (which.test(key)) {
                places.add(stored.place());
                keys.add(key.toString());
            }
        }
        return places.size() - keys.size();
    }
}
