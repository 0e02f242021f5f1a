package net.leasequery.streams.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import net.leasequery.streams.groups.Subnet;
import org.apache.kafka.common.config.ConfigException;

/** Reads {@code groups} and {@code group.<name>.*}. */
final class GroupSettings {
    private static final Set<String> OWN =
            Set.of("members", "kind", "replication.grace.ms", "mclt.ms", "stale.after.ms", "links");

    /** As in the connector's {@code dhcp.servers}. */
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Map<String, String> given;
    private final ServerNames names;
    private final Map<String, String> groupOfServer = new HashMap<>();

    GroupSettings(Map<String, String> given, ServerNames names) {
        this.given = given;
        this.names = names;
    }

    /** Returns all keys that groups of these names may have. */
    static Set<String> keys(List<String> groupNames) {
        Set<String> keys = new LinkedHashSet<>();
        for (String name : groupNames) {
            OWN.forEach(own -> keys.add(Keys.GROUP_PREFIX + name + "." + own));
        }
        return keys;
    }

    static void checkNames(List<String> groupNames) {
        if (new LinkedHashSet<>(groupNames).size() < groupNames.size()) {
            throw new ConfigException(Keys.GROUPS, String.join(",", groupNames), "names a group twice; remove one");
        }
        for (String name : groupNames) {
            if (!name.matches("[A-Za-z0-9._-]+")) {
                throw new ConfigException(
                        Keys.GROUPS, name, "is not a group name; use letters, digits, '-', '_' and '.'");
            }
        }
    }

    List<Group> read(List<String> groupNames) {
        List<Group> groups = new ArrayList<>();
        groupNames.forEach(name -> groups.add(group(name)));
        return groups;
    }

    private Group group(String name) {
        GroupKind kind = kind(name);
        List<String> members = members(name, kind);
        return new Group(
                name,
                kind,
                members,
                SettingsReader.duration(given, key(name, "replication.grace.ms"), Group.DEFAULT_GRACE_MILLIS, 0),
                SettingsReader.duration(given, key(name, "mclt.ms"), Group.DEFAULT_MCLT_MILLIS, 0),
                SettingsReader.duration(given, key(name, "stale.after.ms"), Group.DEFAULT_STALE_AFTER_MILLIS, 1_000),
                links(name));
    }

    private static String key(String name, String own) {
        return Keys.GROUP_PREFIX + name + "." + own;
    }

    private GroupKind kind(String name) {
        String key = key(name, "kind");
        String text = SettingsReader.required(given, key, "failover, replicated, interserver or independent");
        return Arrays.stream(GroupKind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        key, text, "must be one of failover, replicated, interserver, independent"));
    }

    private List<String> members(String name, GroupKind kind) {
        String key = key(name, "members");
        String text = SettingsReader.required(given, key, "the names of its servers");
        List<String> members = new ArrayList<>();
        for (String member : SettingsReader.list(text)) {
            if (!names.knowsPrefixOf(member)) {
                throw new ConfigException(
                        key,
                        member,
                        "begins with a prefix that is not in " + Keys.TOPIC_PREFIX + " ("
                                + String.join(",", names.prefixes()) + "); add it there, or correct it");
            }
            if (!SERVER.matcher(member.substring(member.indexOf('/') + 1)).matches()) {
                throw new ConfigException(
                        key, member, "is not a server name; use the names in dhcp.servers of the connector");
            }
            String server = names.ofConfigured(member);
            String other = groupOfServer.putIfAbsent(server, name);
            if (other != null) {
                throw new ConfigException(
                        key,
                        member,
                        other.equals(name)
                                ? "stands there twice; remove one"
                                : "is in group " + other
                                        + " already; a server can be in one group only, remove it from one");
            }
            members.add(server);
        }
        if (members.isEmpty()) {
            throw new ConfigException(
                    key, text, "names no server; set it to the names in dhcp.servers of the connector");
        }
        if (!kind.takes(members.size())) {
            throw new ConfigException(
                    key,
                    text,
                    "has " + members.size() + " members, but a group of kind " + kind.text() + " has " + kind.size()
                            + "; correct the members, or " + key(name, "kind"));
        }
        return members;
    }

    private List<Subnet> links(String name) {
        String key = key(name, "links");
        List<Subnet> links = new ArrayList<>();
        for (String text : SettingsReader.list(given.getOrDefault(key, ""))) {
            try {
                links.add(Subnet.parse(text));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(key, text, "must be subnets such as 192.0.2.0/24: " + e.getMessage());
            }
        }
        return links;
    }
}
