package net.leasequery.streams.addresses;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.merge.View;
import org.jspecify.annotations.Nullable;

/** Describes views in words. */
final class Evidence {

    private Evidence() {}

    static Map<String, String> of(List<String> servers, Map<String, View> views) {
        Map<String, String> evidence = new LinkedHashMap<>();
        for (String server : servers) {
            View view = views.get(server);
            evidence.put(server, view == null ? "does not know of the address" : words(view));
        }
        return evidence;
    }

    private static String words(View view) {
        StringBuilder words = new StringBuilder(view.state());
        if (view.client() != null) {
            words.append(", client ").append(view.client());
        }
        append(words, ", last transaction ", view.lastTransaction());
        append(words, ", in this state since ", view.stateStart());
        if (view.infinite()) {
            words.append(", without end");
        }
        append(words, view.holds() ? ", until " : ", lease until ", view.expiry());
        return words.append(view.inferred() ? "; inferred, not reported by the server" : "")
                .toString();
    }

    private static void append(StringBuilder words, String what, @Nullable Long moment) {
        if (moment != null) {
            words.append(what).append(Instant.ofEpochMilli(moment));
        }
    }
}
