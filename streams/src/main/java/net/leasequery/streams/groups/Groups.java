package net.leasequery.streams.groups;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All groups of a deployment. A server that no group names is a group of its own. Safe for several threads. */
public final class Groups {
    private final Map<String, Group> byName = new HashMap<>();
    private final Map<String, Group> byServer = new ConcurrentHashMap<>();

    /** @param configured groups without common servers */
    public Groups(Collection<Group> configured) {
        for (Group group : configured) {
            byName.put(group.name(), group);
            for (String server : group.members()) {
                byServer.put(server, group);
            }
        }
    }

    /** Returns the group of a server; never null. */
    public Group of(String server) {
        return byServer.computeIfAbsent(server, this::alone);
    }

    /** Returns the group of this name; if there is none, the group of the server with this name. */
    public Group named(String name) {
        Group configured = byName.get(name);
        return configured != null ? configured : of(name.startsWith(ALONE) ? name.substring(ALONE.length()) : name);
    }

    private static final String ALONE = "~";

    /** Avoids a clash of names: a configured group may have the name of a server that is not its member. */
    private Group alone(String server) {
        return Group.ofOne(byName.containsKey(server) ? ALONE + server : server, server);
    }

    /** Returns the configured groups. */
    public Collection<Group> configured() {
        return byName.values();
    }
}
