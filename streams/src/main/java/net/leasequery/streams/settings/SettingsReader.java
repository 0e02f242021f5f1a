package net.leasequery.streams.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.leasequery.streams.records.ConverterSettings;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Reads the properties of the application. Error messages name the key, the given value and what would be valid. */
public final class SettingsReader {
    private static final String GUARANTEE = "processing.guarantee";
    private static final String EXACTLY_ONCE = "exactly_once_v2";

    private static final long DAY_MILLIS = 24 * 3_600_000L;
    /** Sums with times stay in range, and a slip in the unit shows. */
    private static final long LONGEST_MILLIS = 366 * DAY_MILLIS;

    private SettingsReader() {}

    /**
     * Returns the settings.
     *
     * @throws ConfigException if a key is missing or unknown, or has an invalid value
     */
    public static StreamsSettings read(Map<String, String> given) {
        List<String> prefixes = list(required(given, Keys.TOPIC_PREFIX, "the topic.prefix of a connector"));
        if (prefixes.isEmpty()) {
            throw new ConfigException(
                    Keys.TOPIC_PREFIX, given.get(Keys.TOPIC_PREFIX), "names no prefix; set it to that of a connector");
        }
        List<String> groupNames = list(given.getOrDefault(Keys.GROUPS, ""));
        GroupSettings.checkNames(groupNames);
        refuseUnknown(given, groupNames);
        if (new LinkedHashSet<>(prefixes).size() < prefixes.size()) {
            throw new ConfigException(
                    Keys.TOPIC_PREFIX, String.join(",", prefixes), "names a prefix twice; remove one");
        }
        prefixes.forEach(prefix -> TopicNames.checkPrefix(Keys.TOPIC_PREFIX, prefix));
        ServerNames names = new ServerNames(prefixes);
        return new StreamsSettings(
                required(given, Keys.BOOTSTRAP, "host:port of a Kafka broker"),
                TopicNames.checkApplicationId(
                        Keys.APPLICATION_ID, given.getOrDefault(Keys.APPLICATION_ID, "lease-streams")),
                names,
                TopicNames.checkPrefix(Keys.OUTPUT_PREFIX, given.getOrDefault(Keys.OUTPUT_PREFIX, prefixes.get(0))),
                features(given),
                new GroupSettings(given, names).read(groupNames),
                duration(given, Keys.EPSILON, 2_000, 0),
                duration(given, Keys.TOLERANCE, 5_000, 0),
                millis(given, Keys.RETENTION, 400 * DAY_MILLIS, DAY_MILLIS),
                new HttpSettingsReader(given).read(),
                new ConverterSettings(
                        below(given, Keys.KEY_CONVERTER), below(given, Keys.VALUE_CONVERTER), pluginPath(given)),
                streams(given));
    }

    private static void refuseUnknown(Map<String, String> given, List<String> groupNames) {
        Set<String> known = new LinkedHashSet<>(GroupSettings.keys(groupNames));
        for (Keys.Key key : Keys.ALL) {
            if (!key.name().contains("<") && !key.name().contains("*")) {
                known.add(key.name());
            }
        }
        known.addAll(HttpSettingsReader.sslKeys());
        for (String key : new TreeSet<>(given.keySet())) {
            boolean foreign = key.startsWith(Keys.KEY_CONVERTER + ".")
                    || key.startsWith(Keys.VALUE_CONVERTER + ".")
                    || key.startsWith(Keys.STREAMS_PREFIX);
            if (!foreign && !known.contains(key)) {
                throw new ConfigException(unknown(key, known, groupNames));
            }
        }
    }

    /** Returns the message for an unknown key, without the value: it may be a secret that was meant for a converter. */
    private static String unknown(String key, Set<String> known, List<String> groupNames) {
        String said = "Unknown configuration " + key + ": ";
        if (NearestKey.to(key, known).isPresent()) {
            return said + "did you mean " + NearestKey.to(key, known).get() + "? Correct the name, or remove the key";
        }
        if (key.startsWith(Keys.GROUP_PREFIX)) {
            return said + "no such group or no such key of a group; " + Keys.GROUPS + " names "
                    + (groupNames.isEmpty() ? "none" : String.join(", ", groupNames));
        }
        if (key.startsWith(Keys.HTTP_SSL)) {
            return said + "no such TLS key; after http. the names are those of Kafka, such as ssl.keystore.location";
        }
        return said + "remove it. Keys for Kafka Streams and its clients begin with " + Keys.STREAMS_PREFIX;
    }

    private static Set<StreamsSettings.Feature> features(Map<String, String> given) {
        Set<StreamsSettings.Feature> features = EnumSet.noneOf(StreamsSettings.Feature.class);
        for (String text : list(given.getOrDefault(Keys.FEATURES, "merge,audit"))) {
            switch (text) {
                case "merge" -> features.add(StreamsSettings.Feature.MERGE);
                case "audit" -> features.add(StreamsSettings.Feature.AUDIT);
                case "history" -> features.add(StreamsSettings.Feature.HISTORY);
                case "lookup" -> features.add(StreamsSettings.Feature.LOOKUP);
                default ->
                    throw new ConfigException(
                            Keys.FEATURES, text, "must be merge, optionally with audit, history and lookup");
            }
        }
        if (!features.contains(StreamsSettings.Feature.MERGE)) {
            throw new ConfigException(
                    Keys.FEATURES, given.get(Keys.FEATURES), "lacks merge, which everything else needs");
        }
        if (features.contains(StreamsSettings.Feature.LOOKUP)) {
            checkLookup(given, features);
        }
        return features;
    }

    private static void checkLookup(Map<String, String> given, Set<StreamsSettings.Feature> features) {
        String chosen = given.get(Keys.FEATURES);
        if (!features.contains(StreamsSettings.Feature.HISTORY)) {
            throw new ConfigException(Keys.FEATURES, chosen, "lacks history, which lookup asks; add it");
        }
        if (given.getOrDefault(Keys.HTTP_LISTENER, "off").equals("off")) {
            throw new ConfigException(
                    Keys.FEATURES, chosen, "has lookup, but nothing listens; set " + Keys.HTTP_LISTENER + " to a port");
        }
        String server = given.get(Keys.STREAMS_PREFIX + "application.server");
        if (server != null && !given.containsKey(Keys.HTTP_FORWARDING_KEY)) {
            throw new ConfigException(
                    Keys.STREAMS_PREFIX + "application.server",
                    server,
                    "says that there are several instances; set " + Keys.HTTP_FORWARDING_KEY
                            + " to a file with the secret by which they know each other");
        }
    }

    private static List<Path> pluginPath(Map<String, String> given) {
        List<Path> folders = new ArrayList<>();
        for (String text : list(given.getOrDefault(Keys.PLUGIN_PATH, ""))) {
            Path folder = path(text);
            if (folder == null || !Files.isDirectory(folder)) {
                throw new ConfigException(Keys.PLUGIN_PATH, text, "must be folders that exist");
            }
            folders.add(folder);
        }
        return folders;
    }

    private static Map<String, String> below(Map<String, String> given, String key) {
        Map<String, String> below = new HashMap<>();
        given.forEach((name, value) -> {
            if (name.equals(key)) {
                below.put("", value);
            } else if (name.startsWith(key + ".")) {
                below.put(name.substring(key.length() + 1), value);
            }
        });
        return below;
    }

    private static Map<String, String> streams(Map<String, String> given) {
        Map<String, String> streams = new HashMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(Keys.STREAMS_PREFIX)) {
                streams.put(name.substring(Keys.STREAMS_PREFIX.length()), value);
            }
        });
        for (String ours : List.of(Keys.BOOTSTRAP, Keys.APPLICATION_ID)) {
            if (streams.containsKey(ours)) {
                throw new ConfigException(Keys.STREAMS_PREFIX + ours, streams.get(ours), "is set as " + ours);
            }
        }
        String guarantee = streams.getOrDefault(GUARANTEE, EXACTLY_ONCE);
        if (!guarantee.equals(EXACTLY_ONCE)) {
            throw new ConfigException(
                    Keys.STREAMS_PREFIX + GUARANTEE,
                    guarantee,
                    "must be " + EXACTLY_ONCE + ": otherwise a crash may keep the state of an address but lose the"
                            + " result that was not yet written, and a record that is read again changes nothing");
        }
        return streams;
    }

    /** Returns null for a text that cannot be a path, such as one with a NUL. */
    static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    static String required(Map<String, String> given, String key, String what) {
        String value = given.get(key);
        if (value == null || value.isBlank()) {
            throw new ConfigException("Missing configuration " + key + ": set it to " + what);
        }
        return value.strip();
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Reads a time that is compared with times of records: a year at most. */
    static long duration(Map<String, String> given, String key, long otherwise, long least) {
        long value = millis(given, key, otherwise, least);
        if (value > LONGEST_MILLIS) {
            throw new ConfigException(
                    key, given.get(key), "must be at most " + LONGEST_MILLIS + " milliseconds (366 days)");
        }
        return value;
    }

    static long millis(Map<String, String> given, String key, long otherwise, long least) {
        String text = given.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(key, text, "must be a number of milliseconds");
        }
        throw new ConfigException(key, text, "must be at least " + least + " milliseconds");
    }
}
