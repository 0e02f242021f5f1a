package net.leasequery.systemtests.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored offsets as an operator edits them, see docs/offsets.md. */
final class EditedOffset {

    private EditedOffset() {}

    /**
     * Returns an offset with an earlier position; null if it has no position.
     *
     * @param alone whether it has no other keys afterwards; not while one of them says that something is owed
     */
    static @Nullable Map<String, Object> movedBack(Map<String, Object> stored, int bySeconds, boolean alone) {
        if (!(stored.get("base_time") instanceof Long baseTime)) {
            return null;
        }
        // Without these keys the position would claim more than the connector has loaded.
        boolean limited =
                Stream.of("gap_start", "sweep_owed", "subnets", "queries").anyMatch(stored::containsKey);
        Map<String, Object> edited = new HashMap<>(alone && !limited ? Map.of("v", 1L) : stored);
        long lag = edited.get("lag") == null && stored.get("lag") instanceof Long seconds ? seconds : 0;
        edited.put("base_time", Math.max(0, baseTime - lag - bySeconds));
        return edited;
    }
}
