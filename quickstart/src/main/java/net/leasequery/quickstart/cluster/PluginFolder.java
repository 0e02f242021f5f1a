package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the worker's {@code plugin.path}, with one folder for each plugin in it.
 *
 * @param path absolute
 */
record PluginFolder(Path path) {

    /** Unpacks a plugin like {@code unzip ZIP -d PLUGIN_PATH}, unless it is unpacked already. */
    void unzip(Path zip) throws IOException {
        Files.createDirectories(path);
        try (FileSystem archive = FileSystems.newFileSystem(zip);
                Stream<Path> entries = Files.walk(archive.getPath("/"))) {
            List<Path> files = entries.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path target = path.resolve(file.toString().substring(1)).normalize();
                if (!target.startsWith(path)) {
                    throw new IOException(zip + " has an entry that leads out of its folder: " + file);
                }
                if (!Files.exists(target)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
