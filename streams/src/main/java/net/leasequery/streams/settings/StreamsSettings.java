package net.leasequery.streams.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.streams.groups.Group;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can choose.
 *
 * @param bootstrapServers Kafka cluster with the topics
 * @param applicationId consumer group, and prefix of internal topics
 * @param names of servers, with the prefixes of the connectors' topics
 * @param outputPrefix prefix of the topics that are written
 * @param features what is worked out
 * @param groups servers that share leases
 * @param epsilonMillis transactions no further apart are simultaneous
 * @param expiryToleranceMillis ends of a lease no further apart are one; also what a clock may be off
 * @param retentionMillis how long the history keeps what is over
 * @param http how questions are answered; null if none are
 * @param keyConverter class under the empty key, and its configuration
 * @param valueConverter class under the empty key, and its configuration
 * @param pluginPath folders of plugins
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
        Map<String, String> keyConverter,
        Map<String, String> valueConverter,
        List<Path> pluginPath,
        Map<String, String> streams) {

    /** What can be worked out. */
    public enum Feature {
        /** One lease for each address. */
        MERGE,
        /** Findings about the servers. */
        AUDIT,
        /** Who held an address, when. */
        HISTORY,
        /** Answers about the history over HTTP. */
        LOOKUP
    }

    /** Copies what it is given. */
    public StreamsSettings {
        features = Set.copyOf(features);
        groups = List.copyOf(groups);
        keyConverter = Map.copyOf(keyConverter);
        valueConverter = Map.copyOf(valueConverter);
        pluginPath = List.copyOf(pluginPath);
        streams = Map.copyOf(streams);
    }

    /** The topics of the connectors that end so: {@code bindings}, {@code events}, {@code heartbeat}. */
    public List<String> inputs(String suffix) {
        return names.prefixes().stream().map(prefix -> prefix + "." + suffix).toList();
    }

    /** A topic that is written: {@code leases}, {@code members}, {@code audit}. */
    public String output(String suffix) {
        return outputPrefix + "." + suffix;
    }
}
