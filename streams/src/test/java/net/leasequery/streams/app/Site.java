package net.leasequery.streams.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.history.HistoryStores;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.members.Unreadable;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.settings.SettingsReader;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A network of servers whose connectors write schemaless JSON, on virtual time. */
final class Site implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String APPLICATION = "test";
    private static final long STEP = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamsSettings settings;
    private final Path stateFolder;
    private final Unreadable unreadable = new Unreadable();
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private TopologyTestDriver driver;
    private final Map<String, JsonNode> leases = new LinkedHashMap<>();
    private final Map<String, JsonNode> members = new LinkedHashMap<>();
    private final Map<String, JsonNode> findings = new LinkedHashMap<>();
    private final List<String> history = new ArrayList<>();
    private final Map<String, JsonNode> tenures = new LinkedHashMap<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private int tenureRecords;
    private int leaseRecords;
    private Instant now = NOON;
    private @Nullable Long frontier;
    private String family = "ipv4";
    private final Changelogs changelogs = new Changelogs(APPLICATION);
    private final Map<String, JsonNode> tenuresCommitted = new LinkedHashMap<>();
    private @Nullable List<Input> uncommitted;
    private boolean isDown;

    private record Input(String topic, TestRecord<byte[], byte[]> record) {}

    private Site(StreamsSettings settings, Path stateFolder) {
        this.settings = settings;
        this.stateFolder = stateFolder;
        this.driver = start();
    }

    static Site of(Path stateFolder, String... keysAndValues) {
        return new Site(settings(keysAndValues), stateFolder);
    }

    private static StreamsSettings settings(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(Map.of(
                "bootstrap.servers", "nowhere:1",
                "topic.prefix", "campus",
                "key.converter.schemas.enable", "false",
                "value.converter.schemas.enable", "false"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SettingsReader.read(given);
    }

    static Site group(Path stateFolder, String kind, String members) {
        return of(stateFolder, "groups", "site", "group.site.kind", kind, "group.site.members", members);
    }

    private TopologyTestDriver start() {
        inputs.clear();
        outputs.clear();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        Converters converters = new Converters(settings.converters());
        Frontier reached = () -> frontier == null ? now.toEpochMilli() : frontier;
        return new TopologyTestDriver(
                new LeaseTopology(settings, converters, unreadable, reached, 1).build(), properties, now);
    }

    /** Stops in order and starts again from the changelogs, perhaps with another configuration. */
    Site restart(String... keysAndValues) {
        changelogs.commit(driver);
        driver.close();
        settings = settings(keysAndValues);
        changelogs.restore(stateFolder);
        driver = start();
        return this;
    }

    /** Everything so far is committed; from now on inputs are kept, so that a kill can follow. */
    Site commit() {
        changelogs.commit(driver);
        tenuresCommitted.clear();
        tenuresCommitted.putAll(tenures);
        uncommitted = new ArrayList<>();
        return this;
    }

    /**
     * kill -9, and nobody runs for a while: the transaction is aborted, its records are never read, and what servers tell
     * waits in the topics.
     */
    Site kill() {
        Objects.requireNonNull(uncommitted, "nothing was committed");
        driver.close();
        isDown = true;
        tenures.clear();
        tenures.putAll(tenuresCommitted);
        return this;
    }

    /** After a kill: starts with the stores of the changelogs, and reads everything again that was not committed. */
    Site recover() {
        List<Input> waiting = Objects.requireNonNull(uncommitted, "not killed");
        uncommitted = null;
        changelogs.restore(stateFolder);
        driver = start();
        isDown = false;
        Instant present = now;
        for (Input next : waiting) {
            // No claim is confirmed beyond what has been processed.
            now = next.record().getRecordTime();
            input(next.topic()).pipeInput(next.record());
        }
        now = present;
        return readOutputs();
    }

    /** Until further notice nothing later than this is known to be processed. */
    Site frontierAt(long moment) {
        frontier = moment;
        return this;
    }

    /** Of everything that follows. */
    Site family(String of) {
        family = of;
        return this;
    }

    Site frontierIsNow() {
        frontier = null;
        return this;
    }

    Instant now() {
        return now;
    }

    long unreadable() {
        return unreadable.count();
    }

    /** Connected, caught up, nothing missing. */
    Site live(String... servers) {
        for (String server : servers) {
            event(server, "CONNECTED", event -> event.put("baseTime", now.toEpochMilli()));
            event(server, "CATCH_UP_COMPLETED", event -> event.put("baseTime", now.toEpochMilli()));
        }
        return this;
    }

    Site event(String server, String type) {
        return event(server, type, event -> {});
    }

    Site event(String server, String type, Consumer<Map<String, @Nullable Object>> edit) {
        Map<String, @Nullable Object> event = new HashMap<>(Map.of(
                "server", plain(server), "family", family, "type", type, "time", now.toEpochMilli(), "gapOpen", false));
        edit.accept(event);
        return send(prefix(server) + ".events", Map.of("server", plain(server), "family", family), event);
    }

    Site heartbeat(String server) {
        return heartbeat(server, heartbeat -> {});
    }

    Site heartbeat(String server, Consumer<Map<String, @Nullable Object>> edit) {
        Map<String, @Nullable Object> heartbeat = new HashMap<>(Map.of(
                "server",
                plain(server),
                "family",
                family,
                "time",
                now.toEpochMilli(),
                "gapOpen",
                false,
                "baseTime",
                now.toEpochMilli(),
                "lagSeconds",
                0,
                "clockSkewMillis",
                0));
        edit.accept(heartbeat);
        return send(prefix(server) + ".heartbeat", Map.of("server", plain(server), "family", family), heartbeat);
    }

    Site heartbeats(String... servers) {
        for (String server : servers) {
            heartbeat(server);
        }
        return this;
    }

    /** A lease of an hour, made by this server now. */
    Site active(String server, String address, String client) {
        return active(server, address, client, binding -> {});
    }

    Site active(String server, String address, String client, Consumer<Map<String, @Nullable Object>> edit) {
        return binding(server, address, binding -> {
            binding.put("hardwareType", 1);
            binding.put("hardwareAddress", client);
            binding.put("lastTransactionTime", now.toEpochMilli());
            binding.put("stateStartTime", now.toEpochMilli());
            binding.put("leaseExpiryTime", now.plusSeconds(3600).toEpochMilli());
            edit.accept(binding);
        });
    }

    Site binding(String server, String address, Consumer<Map<String, @Nullable Object>> edit) {
        Map<String, @Nullable Object> binding = new HashMap<>();
        binding.putAll(Map.of(
                "eventId",
                "e",
                "server",
                plain(server),
                "family",
                family,
                "leaseType",
                "V4",
                "address",
                address,
                "state",
                "ACTIVE",
                "origin",
                "LIVE",
                "infiniteLease",
                false,
                "remote",
                false));
        binding.putAll(Map.of("inferred", false, "options", Map.of(), "clockSkewMillis", 0));
        edit.accept(binding);
        return send(prefix(server) + ".bindings", key(server, address), binding);
    }

    Site tombstone(String server, String address) {
        return send(prefix(server) + ".bindings", key(server, address), null);
    }

    Site garbage(String server, String address) {
        return send(
                prefix(server) + ".bindings", new TestRecord<>(json(key(server, address)), new byte[] {'{', 1}, now));
    }

    /** A record of which only the header can be read. */
    Site garbageKey(String server) {
        TestRecord<byte[], byte[]> record = new TestRecord<>(new byte[] {'{', 1}, new byte[] {'{', 1}, now);
        record.headers().add("leasequery.server", plain(server).getBytes(StandardCharsets.UTF_8));
        return send(prefix(server) + ".bindings", record);
    }

    /** What has been written to a repartition topic. */
    List<TestRecord<byte[], byte[]>> repartitioned(String name) {
        return driver.createOutputTopic(
                        repartitionTopic(name), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Reads records that waited in a repartition topic since before the last restart. */
    Site waited(String name, List<TestRecord<byte[], byte[]>> records) {
        input(repartitionTopic(name)).pipeRecordList(records);
        return readOutputs();
    }

    private static String repartitionTopic(String name) {
        return APPLICATION + "-" + name + "-repartition";
    }

    private static Map<String, @Nullable Object> key(String server, String address) {
        Map<String, @Nullable Object> key = new HashMap<>();
        key.put("server", plain(server));
        key.put("vpn", null);
        key.put("address", address);
        return key;
    }

    private static String prefix(String server) {
        return server.contains("/") ? server.substring(0, server.indexOf('/')) : "campus";
    }

    private static String plain(String server) {
        return server.substring(server.indexOf('/') + 1);
    }

    private Site send(String topic, Map<String, ?> key, @Nullable Map<String, ?> value) {
        return send(topic, new TestRecord<>(json(key), value == null ? null : json(value), now));
    }

    private Site send(String topic, TestRecord<byte[], byte[]> record) {
        if (uncommitted != null) {
            uncommitted.add(new Input(topic, record));
        }
        if (isDown) {
            return this;
        }
        input(topic).pipeInput(record);
        return readOutputs();
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return inputs.computeIfAbsent(
                topic, name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Time passes in steps of at most ten seconds, after each of which the servers named send a heartbeat. */
    Site pass(long seconds, String... alive) {
        for (long left = seconds; left > 0; left -= STEP) {
            long step = Math.min(STEP, left);
            now = now.plusSeconds(step);
            if (step == STEP) {
                heartbeats(alive);
            }
            if (!isDown) {
                driver.advanceWallClockTime(Duration.ofSeconds(step));
            }
        }
        return isDown ? this : readOutputs();
    }

    /** Time passes in one step, and nobody is heard. */
    Site passAtOnce(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        return readOutputs();
    }

    private Site readOutputs() {
        leaseRecords += read(
                "leases",
                leases,
                key -> key.get("group").asText() + " " + key.get("address").asText());
        read(
                "members",
                members,
                key -> key.get("group").asText() + " " + key.get("server").asText());
        if (settings.features().contains(StreamsSettings.Feature.AUDIT)) {
            read(
                    "audit",
                    findings,
                    key -> key.get("kind").asText() + " " + key.get("subject").asText());
        }
        if (settings.features().contains(StreamsSettings.Feature.HISTORY)) {
            tenureRecords += read(
                    "history",
                    tenures,
                    key -> key.get("group").asText() + " " + key.get("address").asText() + " "
                            + Instant.ofEpochMilli(key.get("start").asLong()));
            driver.createOutputTopic(
                            settings.output("history.answers"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())
                    .readKeyValuesToList()
                    .forEach(record -> answers.add(parse(record.value)));
        }
        return this;
    }

    /** Asks for the erasure of a client. */
    Site erase(String id, String selector, String value) {
        return send(
                settings.output("history.commands"),
                Map.of("id", id),
                Map.of("type", "ERASE", "selector", selector, "value", value, "requestedAt", now.toEpochMilli()));
    }

    /** Answers to commands. */
    List<JsonNode> answers() {
        return answers;
    }

    /** Tenures by group, address and start in the key. */
    Map<String, JsonNode> tenures() {
        return tenures;
    }

    /** How many records the history topic has got. */
    int tenureRecords() {
        return tenureRecords;
    }

    /** Of the stores. */
    TenureReader reader() {
        return new TenureReader(
                driver.getKeyValueStore(HistoryStores.TENURES), driver.getKeyValueStore(HistoryStores.CLIENTS));
    }

    /** Stores whose changelogs have this text, once they are compacted. */
    List<String> storesWith(String text) {
        changelogs.commit(driver);
        return changelogs.storesWith(text);
    }

    /** Stores of which a file has this text. */
    Set<String> storesOnDiskWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(stateFolder)) {
            Set<String> stores = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    stores.add(Objects.requireNonNull(file.getParent())
                            .getFileName()
                            .toString());
                }
            }
            return stores;
        }
    }

    /** How many entries a store has. */
    int size(String store) {
        int size = 0;
        try (var all = driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                size++;
            }
        }
        return size;
    }

    private int read(String suffix, Map<String, JsonNode> table, Function<JsonNode, String> name) {
        var topic = outputs.computeIfAbsent(
                settings.output(suffix),
                written -> driver.createOutputTopic(written, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        int read = 0;
        for (var record : topic.readKeyValuesToList()) {
            String key = name.apply(parse(record.key));
            read++;
            if (record.value == null) {
                table.remove(key);
                continue;
            }
            JsonNode value = parse(record.value);
            table.put(key, value);
            if (suffix.equals("audit")) {
                history.add(value.get("status").asText() + " " + key);
            }
        }
        return read;
    }

    @Nullable
    JsonNode lease(String address) {
        return leases.get("site " + address);
    }

    Map<String, JsonNode> leases() {
        return leases;
    }

    int leaseRecords() {
        return leaseRecords;
    }

    JsonNode member(String groupAndServer) {
        JsonNode member = members.get(groupAndServer);
        if (member == null) {
            throw new AssertionError("no member " + groupAndServer + " in " + members);
        }
        return member;
    }

    Map<String, JsonNode> members() {
        return members;
    }

    /** Findings in the order in which they opened and closed. */
    List<String> history() {
        return history;
    }

    List<String> open() {
        return findings.entrySet().stream()
                .filter(entry -> entry.getValue().get("status").asText().equals("OPEN"))
                .map(Map.Entry::getKey)
                .toList();
    }

    JsonNode finding(String kindAndSubject) {
        JsonNode finding = findings.get(kindAndSubject);
        if (finding == null) {
            throw new AssertionError("no finding " + kindAndSubject + " in " + findings);
        }
        return finding;
    }

    private static byte[] json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] octets) {
        try {
            return JSON.readTree(new String(octets, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!isDown) {
            driver.close();
        }
    }
}
