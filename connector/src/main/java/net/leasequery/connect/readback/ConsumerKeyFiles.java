package net.leasequery.connect.readback;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.leasequery.requestor.tls.MissingFileException;
import net.leasequery.requestor.tls.TlsMaterialValidator;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The key and certificate files of the read-back consumer. Kafka's client reads such files itself, to their end and
 * without a deadline, so they are checked before it gets them.
 */
public final class ConsumerKeyFiles {

    private static final List<String> FILES =
            List.of(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);

    private static final List<String> TEXTS = List.of(
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
            SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
            SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);

    private ConsumerKeyFiles() {}

    /**
     * Returns the problems of the files and PEM texts that these consumer properties name. Blocks for at most 10 s per
     * file. A missing file is left to Kafka, which reports it.
     *
     * @param consumer properties without a prefix
     * @return problem by property, without secrets; empty if there is none
     */
    static Map<String, String> problems(Map<String, String> consumer) {
        return problems(consumer, (property, file) -> {});
    }

    /**
     * As {@link #problems}, but a file that is missing on this worker is a problem too, because any worker may run the
     * task.
     */
    public static Map<String, String> problemsAtSubmission(Map<String, String> consumer) {
        Map<String, String> missing = new LinkedHashMap<>();
        Map<String, String> problems = problems(
                consumer,
                (property, file) -> missing.put(
                        property,
                        "there is no file " + file
                                + " on this worker; put it on every worker that may run the task, or correct the path"));
        problems.putAll(missing);
        return problems;
    }

    private static Map<String, String> problems(Map<String, String> consumer, BiConsumer<String, String> missing) {
        Map<String, String> problems = new LinkedHashMap<>();
        FILES.stream().filter(consumer::containsKey).forEach(property -> {
            try {
                TlsMaterialValidator.checkBounds(Path.of(String.valueOf(consumer.get(property))));
            } catch (MissingFileException e) {
                missing.accept(property, String.valueOf(consumer.get(property)));
            } catch (UnusableMaterialException e) {
                problems.put(property, String.valueOf(e.getMessage()));
            } catch (InvalidPathException e) {
                problems.put(property, "not the path of a file");
            }
        });
        TEXTS.stream().filter(consumer::containsKey).forEach(property -> {
            try {
                TlsMaterialValidator.checkBounds(String.valueOf(consumer.get(property)), "the PEM text");
            } catch (UnusableMaterialException e) {
                problems.put(property, String.valueOf(e.getMessage()));
            }
        });
        return problems;
    }
}
