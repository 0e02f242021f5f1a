package net.leasequery.streams.members;

import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.settings.ServerNames;

/**
 * What the inputs are read by.
 *
 * @param converters that the workers write with
 * @param names of servers
 * @param groups which servers share leases
 * @param unreadable counts what cannot be read
 */
public record ReadingSettings(Converters converters, ServerNames names, Groups groups, Unreadable unreadable) {

    String server(String topic, String server) {
        return names.of(ServerNames.prefixOf(topic), server);
    }
}
