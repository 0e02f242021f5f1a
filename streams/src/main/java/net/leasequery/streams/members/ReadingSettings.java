package net.leasequery.streams.members;

import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.settings.ServerNames;

/**
 * Settings for reading the inputs.
 *
 * @param converters with which the workers write
 * @param names of servers
 * @param groups which servers share leases
 * @param unreadable counts records that cannot be read
 */
public record ReadingSettings(Converters converters, ServerNames names, Groups groups, Unreadable unreadable) {

    String server(String topic, String server) {
        return names.of(ServerNames.prefixOf(topic), server);
    }
}
