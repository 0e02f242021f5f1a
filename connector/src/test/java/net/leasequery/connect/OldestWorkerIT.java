package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive on the API of the oldest supported worker, which has no metrics for plugins. */
@Timeout(30)
class OldestWorkerIT {

    private static final Map<String, String> NOBODY_LISTENS = Map.of(
            "name", "leases",
            "dhcp.servers", "east=127.0.0.1:1",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT");

    @Test
    void runsATaskAndShowsItsMetricsAsAnMBean(@TempDir Path folder) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName metrics = new ObjectName("net.leasequery.connect:type=task,connector=\"leases\",server=\"east\"");
        try (URLClassLoader worker = oldestWorker();
                URLClassLoader plugin = PluginArchive.ofThisBuild().unpackLibraries(folder, worker)) {
            Class<?> type = plugin.loadClass(LeasequerySourceTask.class.getName());
            Class<?> context = worker.loadClass("org.apache.kafka.connect.source.SourceTaskContext");
            Object task = type.getConstructor().newInstance();
            type.getMethod("initialize", context).invoke(task, withoutOffsets(context));

            type.getMethod("start", Map.class).invoke(task, NOBODY_LISTENS);
            boolean shown = beans.isRegistered(metrics);
            Object reportThatNobodyListens = null;
            while (reportThatNobodyListens == null) {
                reportThatNobodyListens = type.getMethod("poll").invoke(task);
            }
            type.getMethod("stop").invoke(task);

            assertThat(shown).isTrue();
            assertThat(beans.isRegistered(metrics)).isFalse();
        }
    }

    private static URLClassLoader oldestWorker() throws IOException {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(System.getProperty("oldest.worker")), "*.jar")) {
            for (Path jar : files) {
                jars.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** A task context, and the reader of stored offsets that it hands out: there are none. */
    private static Object withoutOffsets(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(method.getReturnType()));
    }

    private static @Nullable Object answer(Class<?> returned) {
        return returned.getSimpleName().equals("OffsetStorageReader") ? withoutOffsets(returned) : null;
    }
}
