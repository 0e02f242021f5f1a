package net.leasequery.streams.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads one plugin of Kafka Connect, and prefers the plugin's jars to those of this application, as a worker does: two
 * plugins may bring different versions of one library. Classes that both sides share come from the application.
 */
final class PluginClassLoader extends URLClassLoader {

    private static final List<String> SHARED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "org.slf4j.",
            "org.apache.kafka.common.",
            "org.apache.kafka.clients.",
            "org.apache.kafka.connect.data.",
            "org.apache.kafka.connect.storage.",
            "org.apache.kafka.connect.header.",
            "org.apache.kafka.connect.errors.",
            "org.apache.kafka.connect.components.",
            "org.apache.kafka.connect.util.");

    static {
        registerAsParallelCapable();
    }

    private PluginClassLoader(List<URL> jars, ClassLoader application) {
        super(jars.toArray(URL[]::new), application);
    }

    /**
     * Returns a loader of the plugin below {@code pluginPath} that has this class; empty if there is none.
     *
     * @param pluginPath folders of plugins, each a folder of jars or one jar
     */
    static Optional<PluginClassLoader> having(String className, List<Path> pluginPath, ClassLoader application) {
        for (Path folder : pluginPath) {
            for (Path plugin : children(folder)) {
                List<URL> jars = jars(plugin);
                PluginClassLoader loader = new PluginClassLoader(jars, application);
                if (loader.findResource(className.replace('.', '/') + ".class") != null) {
                    return Optional.of(loader);
                }
                close(loader);
            }
        }
        return Optional.empty();
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("plugin.path: " + folder + " cannot be read", e);
        }
    }

    private static List<URL> jars(Path plugin) {
        if (!Files.isDirectory(plugin)) {
            return plugin.toString().endsWith(".jar") ? List.of(url(plugin)) : List.of();
        }
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.walk(plugin)) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jar -> urls.add(url(jar)));
        } catch (IOException e) {
            throw new UncheckedIOException("plugin.path: " + plugin + " cannot be read", e);
        }
        return urls;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                try {
                    loaded = findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }
}
