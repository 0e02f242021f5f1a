package net.leasequery.streams.addresses;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.leasequery.streams.merge.View;
import org.jspecify.annotations.Nullable;

/**
 * Gives one name to a client that one server knows by its hardware address only, and another one by its client
 * identifier or DUID, too: two names look like two clients. Works on the whole set of views, so the order of their
 * arrival does not matter.
 */
final class ClientNames {

    private ClientNames() {}

    /**
     * Returns the views of one address with the best name of each client.
     *
     * @param views by server
     * @param hardware name of each view's client by its hardware address, by server; null if that is not known
     * @param epsilonMillis times no further apart count as one
     */
    static Map<String, View> unified(
            Map<String, View> views, Map<String, @Nullable String> hardware, long epsilonMillis) {
        Map<String, View> unified = new LinkedHashMap<>(views);
        unified.replaceAll((server, view) -> {
            String plain = hardware.get(server);
            if (plain == null || !plain.equals(view.client())) {
                return view;
            }
            Set<String> better = views.values().stream()
                    .filter(other -> plain.equals(hardware.get(other.server())))
                    .filter(other -> other.isOfSameLease(view, epsilonMillis))
                    .map(View::client)
                    .filter(client -> client != null && !client.equals(plain))
                    .collect(Collectors.toSet());
            // With two identifiers on one machine it is not known which of them is meant.
            return better.size() == 1 ? view.named(better.iterator().next()) : view;
        });
        return unified;
    }

    /** Whether all views name the same client, or none. */
    static boolean agree(Map<String, View> views) {
        return views.values().stream()
                        .map(View::client)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(2)
                        .count()
                < 2;
    }
}
