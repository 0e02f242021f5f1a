package net.leasequery.streams.groups;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All groups of a deployment. A server that no group names is a group of its own. Safe for several threads. */
public final class Groups {
    private final Map<String, Group> byName = new HashMap<>();
    private final Map<String, Group> byServer = new ConcurrentHashMap<>();

    /** @param configured groups of which no two name the same server */
    public Groups(Collection<Group> configured) {
        for (Group group : configured) {
            byName.put(group.name(), group);
            for (String server : group.members()) {
                byServer.put(server, group);
            }
        }
    }

    /** The group of a server; never null. */
    public Group of(String server) {
        return byServer.computeIfAbsent(server, this::alone);
    }

    /** The group of this name; if no group has it, that of the server alone. */
    public Group named(String name) {
        Group configured = byName.get(name);
        return configured != null ? configured : of(name.startsWith(ALONE) ? name.substring(ALONE.length()) : name);
    }

    private static final String ALONE = "~";

    /** A configured group may have the name of a server that is not in it. */
    private Group alone(String server) {
        return Group.ofOne(byName.containsKey(server) ? ALONE + server : server, server);
    }

    /** The groups that the configuration names. */
    public Collection<Group> configured() {
        return byName.values();
    }
}
