package net.leasequery.streams.records;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes topics through Kafka Connect's converters, so that all formats of a worker can be read. Converters
 * may not be thread-safe: each thread gets its own on first use. This class is safe for several threads.
 */
public final class Converters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Converters.class);

    /** Shorter together than the ten seconds after which the broker aborts a transaction of Kafka Streams. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final ConverterSettings settings;
    private final Map<String, ClassLoader> loaders = new HashMap<>();
    private final Queue<Converter> made = new ConcurrentLinkedQueue<>();
    private final List<Duration> pauses;
    private final ThreadLocal<Pair> ofThread = ThreadLocal.withInitial(this::make);

    private record Pair(Converter key, Converter value) {}

    /** Takes the configuration; does not create converters yet. */
    public Converters(ConverterSettings settings) {
        this(settings, PAUSES);
    }

    /** @param pauses between attempts to read a record while the registry cannot be used */
    Converters(ConverterSettings settings, List<Duration> pauses) {
        this.settings = settings;
        this.pauses = List.copyOf(pauses);
    }

    private synchronized Pair make() {
        Converter key = converter("key.converter", settings.key(), true);
        made.add(key);
        Converter value = converter("value.converter", settings.value(), false);
        made.add(value);
        return new Pair(key, value);
    }

    /**
     * Creates the calling thread's converters now.
     *
     * @throws ConfigException if a class is missing or rejects its configuration
     */
    public void check() {
        ofThread.get();
    }

    /** Returns the number of converters. */
    int made() {
        return made.size();
    }

    private Converter converter(String configKey, Map<String, String> config, boolean isKey) {
        String className = config.getOrDefault("", "org.apache.kafka.connect.json.JsonConverter");
        Map<String, String> own = new HashMap<>(config);
        own.remove("");
        ClassLoader loader = loaders.computeIfAbsent(className, this::loader);
        return withLoader(loader, () -> {
            try {
                Converter converter = Class.forName(className, true, loader)
                        .asSubclass(Converter.class)
                        .getDeclaredConstructor()
                        .newInstance();
                converter.configure(own, isKey);
                return converter;
            } catch (ClassNotFoundException e) {
                throw new ConfigException(
                        configKey,
                        className,
                        "is in none of the plugins of plugin.path " + settings.pluginPath()
                                + ", nor on the class path: put its folder into plugin.path");
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw new ConfigException(configKey, className, "cannot be used as a converter: " + e);
            } catch (ConfigException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new ConfigException(configKey, className, "rejects its settings: " + e);
            }
        });
    }

    private ClassLoader loader(String className) {
        ClassLoader application = Converters.class.getClassLoader();
        return PluginClassLoader.having(className, settings.pluginPath(), application)
                .<ClassLoader>map(found -> found)
                .orElse(application);
    }

    /** Sets the thread's class loader, because some converters find services through it. */
    private static <T extends @Nullable Object> T withLoader(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Reads a record's key in the form of the data contract.
     *
     * @throws UnreadableRecordException if the key does not have that form
     * @throws RegistryUnavailableException if the converter's registry cannot be used for some seconds
     */
    public GenericRecord readKey(String topic, Headers headers, byte @Nullable [] octets, Schema schema) {
        return read(ofThread.get().key(), topic, headers, octets, schema);
    }

    /**
     * Reads a record's value in the form of the data contract.
     *
     * @throws UnreadableRecordException if the value does not have that form
     * @throws RegistryUnavailableException if the converter's registry cannot be used for some seconds
     */
    public GenericRecord readValue(String topic, Headers headers, byte[] octets, Schema schema) {
        return read(ofThread.get().value(), topic, headers, octets, schema);
    }

    private GenericRecord read(
            Converter converter, String topic, Headers headers, byte @Nullable [] octets, Schema schema) {
        for (Duration pause : pauses) {
            try {
                return FromConnect.record(connect(converter, topic, headers, octets), schema);
            } catch (RegistryUnavailableException e) {
                LOG.warn("{}. Trying again in {} s.", e.getMessage(), pause.toSeconds(), e.getCause());
                pause(pause, e);
            }
        }
        return FromConnect.record(connect(converter, topic, headers, octets), schema);
    }

    private static @Nullable Object connect(
            Converter converter, String topic, Headers headers, byte @Nullable [] octets) {
        try {
            return withLoader(
                    converter.getClass().getClassLoader(),
                    () -> converter.toConnectData(topic, headers, octets).value());
        } catch (RuntimeException e) {
            if (RegistryFailures.isOne(e)) {
                throw new RegistryUnavailableException(topic, e);
            }
            throw new UnreadableRecordException("The converter cannot read it", e);
        }
    }

    private static void pause(Duration pause, RegistryUnavailableException why) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    /** Returns a serializer for keys of the data contract. */
    public Serializer<IndexedRecord> keySerializer() {
        return (topic, record) -> write(ofThread.get().key(), topic, record);
    }

    /** Returns a serializer for values of the data contract; null is a tombstone. */
    public Serializer<@Nullable IndexedRecord> valueSerializer() {
        return (topic, record) -> record == null ? null : write(ofThread.get().value(), topic, record);
    }

    private static byte[] write(Converter converter, String topic, IndexedRecord record) {
        try {
            return withLoader(
                    converter.getClass().getClassLoader(),
                    () -> converter.fromConnectData(
                            topic, ToConnect.schema(record.getSchema()), ToConnect.struct(record)));
        } catch (RuntimeException e) {
            throw RegistryFailures.isOne(e) ? new RegistryUnavailableException(topic, e) : e;
        }
    }

    @Override
    public void close() {
        for (Converter converter = made.poll(); converter != null; converter = made.poll()) {
            Utils.closeQuietly(converter, "converter");
        }
    }
}
