package net.leasequery.systemtests.path;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.leasequery.systemtests.path.replay.ReplayConnector;
import net.leasequery.systemtests.path.replay.ReplayTask;

/** Puts {@link ReplayConnector} into the folder of the connector's plugin, whose classes it needs. */
final class ReplayPlugin {

    private static final String SERVICE = "META-INF/services/org.apache.kafka.connect.source.SourceConnector";
    private static final List<Class<?>> CLASSES = List.of(ReplayConnector.class, ReplayTask.class);

    private ReplayPlugin() {}

    /**
     * Writes the jar.
     *
     * @param plugins folder into which the worker will unpack the connector's plugin
     * @param connectorZip that will be unpacked
     */
    static void write(Path plugins, Path connectorZip) throws IOException {
        String name = Objects.requireNonNull(connectorZip.getFileName()).toString();
        Path folder = plugins.resolve(name.substring(0, name.length() - ".zip".length()));
        Files.createDirectories(folder);
        try (OutputStream file = Files.newOutputStream(folder.resolve("replay.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Class<?> each : CLASSES) {
                String path = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream octets = each.getClassLoader().getResourceAsStream(path)) {
                    Objects.requireNonNull(octets, path).transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(ReplayConnector.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }
}
