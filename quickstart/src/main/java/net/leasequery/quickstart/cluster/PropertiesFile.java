package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Configuration in the format of Kafka's commands. */
final class PropertiesFile {
    private PropertiesFile() {}

    /** Replaces the file, and creates its folder if missing. */
    static void write(Path file, Map<String, String> entries) throws IOException {
        Properties properties = new Properties();
        properties.putAll(entries);
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
