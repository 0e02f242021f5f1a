package net.leasequery.streams.lookup.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a group that does not exist: an empty answer would look as if its servers had reported nothing. A group that
 * is no longer configured still has tenures and findings, so only a question without a result is checked. Safe for
 * several threads.
 */
final class KnownGroups {
    private static final int MOST_NAMED = 20;

    private final Set<String> configured;
    private final NetworkState network;

    /**
     * Creates the check.
     *
     * @param configured names in {@code groups}
     * @param network knows the groups of the servers that have reported
     */
    KnownGroups(Set<String> configured, NetworkState network) {
        this.configured = configured;
        this.network = network;
    }

    /** Called when nothing was found. Does nothing if the question names no group. */
    void check(@Nullable String group) throws UnavailableException {
        if (group == null || configured.contains(group)) {
            return;
        }
        Set<String> known = new TreeSet<>(configured);
        network.members()
                .forEach(member -> known.add(String.valueOf(member.key().get("group"))));
        if (!known.contains(group)) {
            throw ProblemException.badParameter(
                    "group",
                    "No group of this name is configured, and no server is in it. " + named(List.copyOf(known))
                            + " A server that is in no configured group is a group of its own, with its own name.");
        }
    }

    private static String named(List<String> known) {
        if (known.isEmpty()) {
            return "There are no groups: none is configured, and no server has reported yet.";
        }
        return "The groups are " + String.join(", ", known.subList(0, Math.min(MOST_NAMED, known.size())))
                + (known.size() > MOST_NAMED ? " and others; see /v1/members." : ".");
    }
}
