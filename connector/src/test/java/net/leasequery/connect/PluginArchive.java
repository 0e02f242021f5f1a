package net.leasequery.connect;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The plugin archive of this build, without its top folder. */
record PluginArchive(Path zip, String topFolder) {

    private static final String LIBRARIES = "lib/";

    static PluginArchive ofThisBuild() {
        return new PluginArchive(
                Path.of(System.getProperty("plugin.archive")),
                "leasequery-kafka-connect-leasequery-" + System.getProperty("plugin.version") + "/");
    }

    /** Paths of all files below the top folder; fails if one lies elsewhere. */
    List<String> files() throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            return archive.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .map(this::belowTopFolder)
                    .toList();
        }
    }

    String text(String file) throws IOException {
        return new String(octets(file), StandardCharsets.UTF_8);
    }

    /** A class loader over the archive's jars, as a worker makes one for each plugin. */
    URLClassLoader unpackLibraries(Path folder, ClassLoader worker) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (String file : files()) {
            if (file.startsWith(LIBRARIES)) {
                Path jar = folder.resolve(file.substring(LIBRARIES.length()));
                Files.write(jar, octets(file));
                jars.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader(jars.toArray(URL[]::new), worker);
    }

    private String belowTopFolder(String name) {
        if (!name.startsWith(topFolder)) {
            throw new IllegalStateException(name + " lies outside of " + topFolder);
        }
        return name.substring(topFolder.length());
    }

    private byte[] octets(String file) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            return archive.getInputStream(archive.getEntry(topFolder + file)).readAllBytes();
        }
    }
}
