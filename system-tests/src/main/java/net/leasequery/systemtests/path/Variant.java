package net.leasequery.systemtests.path;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.leasequery.quickstart.cluster.SchemaRegistry;
import net.leasequery.simulator.lease.Family;

/**
 * A way in which bindings reach Kafka.
 *
 * @param name for the table
 * @param traits differences from a DHCPv4 snapshot in clear text
 * @param converter of keys and values
 */
record Variant(String name, Set<Trait> traits, Converter converter) {

    /** A difference. */
    enum Trait {
        READY_RECORDS,
        IPV6,
        TLS,
        POLLED,
        /** The topic is read back at the start of the task. */
        READ_BACK,
        EXACTLY_ONCE,
        /** The producer's batches have 128 KiB, as advised for large snapshots, instead of 16. */
        LARGE_BATCHES,
        /** The producer sends each batch as soon as it may. */
        NO_LINGER,
        /** The server sends keep-alives often, so that the position moves on though no lease changes. */
        KEEP_ALIVES
    }

    /** Format of the records. */
    enum Converter {
        JSON,
        AVRO
    }

    private static final int LARGE_BATCH = 131_072;

    Variant {
        traits = Set.copyOf(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    Family family() {
        return has(Trait.IPV6) ? Family.IPV6 : Family.IPV4;
    }

    /** Settings of the producer that differ from Kafka Connect's defaults. */
    Map<String, String> producer() {
        Map<String, String> settings = new HashMap<>();
        if (has(Trait.LARGE_BATCHES)) {
            settings.put("batch.size", Integer.toString(LARGE_BATCH));
        }
        if (has(Trait.NO_LINGER)) {
            settings.put("linger.ms", "0");
        }
        return settings;
    }

    /** Configuration of the converter: a schema is registered by the first connector, and then only looked up. */
    Map<String, String> converters(SchemaRegistry registry, boolean registers) {
        Map<String, String> settings = new HashMap<>();
        for (String part : new String[] {"key.converter", "value.converter"}) {
            if (converter == Converter.JSON) {
                settings.put(part, "org.apache.kafka.connect.json.JsonConverter");
                settings.put(part + ".schemas.enable", "false");
            } else {
                settings.putAll(registry.avroConverter(part));
                settings.put(part + ".apicurio.registry.auto-register", Boolean.toString(registers));
            }
        }
        return settings;
    }
}
