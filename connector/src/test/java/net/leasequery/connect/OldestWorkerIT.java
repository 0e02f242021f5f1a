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
import java.util.ServiceLoader;
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

    private static final Map<String, Object> KEY = Map.of("server", "east", "address", "192.0.2.7");

    private static final Map<String, Object> BINDING = Map.of(
            "eventId", "0123456789abcdef0123456789abcdef",
            "server", "east",
            "family", "ipv4",
            "leaseType", "V4",
            "address", "192.0.2.7",
            "state", "ACTIVE",
            "origin", "SNAPSHOT",
            "hardwareAddress", "aa:bb:cc:dd:ee:ff",
            "clientId", "AaqrvMzd7g==");

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

    @Test
    void loadsTheTransformsAndPredicatesAndTurnsABinding(@TempDir Path folder) throws Exception {
        try (URLClassLoader worker = oldestWorker();
                URLClassLoader plugin = PluginArchive.ofThisBuild().unpackLibraries(folder, worker)) {
            Class<?> transformation = worker.loadClass("org.apache.kafka.connect.transforms.Transformation");
            Class<?> predicate = worker.loadClass("org.apache.kafka.connect.transforms.predicates.Predicate");
            Class<?> record = worker.loadClass("org.apache.kafka.connect.connector.ConnectRecord");
            Class<?> schema = worker.loadClass("org.apache.kafka.connect.data.Schema");
            Object binding = worker.loadClass("org.apache.kafka.connect.sink.SinkRecord")
                    .getConstructor(String.class, int.class, schema, Object.class, schema, Object.class, long.class)
                    .newInstance("campus.bindings", 0, null, KEY, null, BINDING, 0L);

            List<String> turned = new ArrayList<>();
            for (Object transform : ServiceLoader.load(transformation, plugin)) {
                transformation.getMethod("configure", Map.class).invoke(transform, configuration(transform));
                Object output = transformation.getMethod("apply", record).invoke(transform, binding);
                turned.add(transform.getClass().getSimpleName() + " "
                        + !record.getMethod("value").invoke(output).equals(BINDING));
                transformation.getMethod("close").invoke(transform);
            }
            List<Object> tested = new ArrayList<>();
            for (Object test : ServiceLoader.load(predicate, plugin)) {
                predicate.getMethod("configure", Map.class).invoke(test, configuration(test));
                tested.add(predicate.getMethod("test", record).invoke(test, binding));
            }

            assertThat(turned)
                    .containsExactlyInAnyOrder(
                            "OctetsToText true",
                            "PseudonymizeBinding true",
                            "ToAsim true",
                            "ToCim true",
                            "ToEcs true",
                            "ToOcsf true");
            assertThat(tested).containsExactlyInAnyOrder(true, true, false);
        }
    }

    private static Map<String, String> configuration(Object plugin) {
        return switch (plugin.getClass().getSimpleName()) {
            case "PseudonymizeBinding" ->
                Map.of("hmac.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "hmac.key.id", "k1");
            case "HeaderMatches" -> Map.of("header", "leasequery.state", "pattern", "ACTIVE");
            case "InSubnet" -> Map.of("subnets", "192.0.2.0/24");
            default -> Map.of();
        };
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
