package net.leasequery.streams.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.ConverterSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the application.
 *
 * @param bootstrapServers Kafka cluster with the topics
 * @param applicationId consumer group, and prefix of internal topics
 * @param names of servers, with the prefixes of the connectors' topics
 * @param outputPrefix prefix of the topics that are written
 * @param features that are enabled
 * @param groups servers that share leases
 * @param epsilonMillis transactions no further apart count as simultaneous
 * @param expiryToleranceMillis lease ends no further apart count as one; also how far a clock may be off
 * @param retentionMillis how long the history keeps a tenure after its end
 * @param http settings of HTTP; null if there is no listener
 * @param converters of records in the topics of connectors and in the output
 * @param streams overrides for Kafka Streams, without {@code streams.}
 */
public record StreamsSettings(
        String bootstrapServers,
        String applicationId,
        ServerNames names,
        String outputPrefix,
        Set<Feature> features,
        List<Group> groups,
        long epsilonMillis,
        long expiryToleranceMillis,
        long retentionMillis,
        @Nullable HttpSettings http,
        ConverterSettings converters,
        Map<String, String> streams) {

    /** Features that can be enabled. */
    public enum Feature {
        /** One lease for each address. */
        MERGE,
        /** Findings about the servers. */
        AUDIT,
        /** The history of who held an address when. */
        HISTORY,
        /** Answers about the history over HTTP. */
        LOOKUP
    }

    /** Copies the collections. */
    public StreamsSettings {
        features = Set.copyOf(features);
        groups = List.copyOf(groups);
        streams = Map.copyOf(streams);
    }

    /** Returns the connectors' topics with this suffix: {@code bindings}, {@code events} or {@code heartbeat}. */
    public List<String> inputs(String suffix) {
        return names.prefixes().stream().map(prefix -> prefix + "." + suffix).toList();
    }

    /** Returns the output topic with this suffix, such as {@code leases}, {@code members} or {@code audit}. */
    public String output(String suffix) {
        return outputPrefix + "." + suffix;
    }
}
