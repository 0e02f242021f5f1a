package net.leasequery.streams.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The changelog topics of a {@link TopologyTestDriver}, compacted, as far as they are committed. */
final class Changelogs {
    private static final String SUFFIX = "-changelog";

    private final String application;
    private final Map<String, Map<Bytes, byte[]>> byStore = new LinkedHashMap<>();

    Changelogs(String application) {
        this.application = application;
    }

    /** Takes what was written since the last time. */
    void commit(TopologyTestDriver driver) {
        for (String topic : driver.producedTopicNames()) {
            if (topic.endsWith(SUFFIX)) {
                String store = topic.substring(application.length() + 1, topic.length() - SUFFIX.length());
                Map<Bytes, byte[]> entries = byStore.computeIfAbsent(store, none -> new LinkedHashMap<>());
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readKeyValuesToList()
                        .forEach(record -> {
                            if (record.value == null) {
                                entries.remove(Bytes.wrap(record.key));
                            } else {
                                entries.put(Bytes.wrap(record.key), record.value);
                            }
                        });
            }
        }
    }

    /** Stores of which a key or a value has this text. */
    List<String> storesWith(String text) {
        return byStore.entrySet().stream()
                .filter(store -> store.getValue().entrySet().stream()
                        .anyMatch(entry -> has(entry.getKey().get(), text) || has(entry.getValue(), text)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean has(byte[] octets, String text) {
        return new String(octets, StandardCharsets.ISO_8859_1).contains(text);
    }

    /** Writes the stores of a task that is to start in this folder. */
    void restore(Path stateFolder) {
        Path folder = stateFolder.resolve(application).resolve("0_0");
        byStore.forEach((name, entries) -> {
            MockProcessorContext<Object, Object> context =
                    new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
            KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            entries.forEach(store::put);
            store.commit(Map.of());
            store.close();
        });
    }
}
