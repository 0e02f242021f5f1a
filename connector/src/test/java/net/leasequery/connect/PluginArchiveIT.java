package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that operators unpack on their plugin.path. */
class PluginArchiveIT {

    private static final String VERSION = System.getProperty("plugin.version");
    private static final PluginArchive ARCHIVE = PluginArchive.ofThisBuild();

    @Test
    void holdsThisAndNothingElse() throws IOException {
        assertThat(unversioned(ARCHIVE.files()))
                .containsExactly(
                        "doc/LICENSE",
                        "doc/README.md",
                        "doc/avro/Binding.avsc",
                        "doc/avro/BindingKey.avsc",
                        "doc/avro/ConnectionEvent.avsc",
                        "doc/avro/Heartbeat.avsc",
                        "doc/avro/QuarantinedMessage.avsc",
                        "doc/avro/ServerKey.avsc",
                        "doc/configuration.md",
                        "doc/metrics.md",
                        "doc/offsets.md",
                        "doc/records.md",
                        "doc/security.md",
                        "doc/sweep.md",
                        "etc/bulk-kea.json",
                        "etc/plaintext.json",
                        "etc/tls-pem-inline.json",
                        "etc/tls-pkcs12.json",
                        "lib/bcpkix-jdk18on.jar",
                        "lib/bcprov-jdk18on.jar",
                        "lib/bctls-jdk18on.jar",
                        "lib/bcutil-jdk18on.jar",
                        "lib/codec.jar",
                        "lib/kafka-connect-leasequery.jar",
                        "lib/netty-buffer.jar",
                        "lib/netty-codec-base.jar",
                        "lib/netty-codec-dns.jar",
                        "lib/netty-common.jar",
                        "lib/netty-handler.jar",
                        "lib/netty-resolver-dns.jar",
                        "lib/netty-resolver.jar",
                        "lib/netty-transport-native-unix-common.jar",
                        "lib/netty-transport.jar",
                        "lib/requestor.jar",
                        "manifest.json");
    }

    @Test
    void namesItsVersionInTheManifest() throws IOException {
        assertThat(ARCHIVE.text("manifest.json"))
                .contains("\"name\": \"kafka-connect-leasequery\"", "\"version\": \"" + VERSION + "\"");
    }

    @Test
    void aWorkerFindsTheConnectorByItsServiceFile(@TempDir Path folder) throws IOException {
        try (URLClassLoader plugin = ARCHIVE.unpackLibraries(folder, new WorkerClasses())) {
            SourceConnector connector =
                    ServiceLoader.load(SourceConnector.class, plugin).iterator().next();

            assertThat(connector.getClass().getClassLoader()).isSameAs(plugin);
            assertThat(connector.version()).isEqualTo(VERSION);
            assertThat(connector.validate(Map.of("topic.prefix", "a b")).configValues())
                    .isNotEmpty();
        }
    }

    private static List<String> unversioned(List<String> files) {
        return files.stream()
                .map(file -> file.replaceAll("-\\d[\\w.-]*\\.jar$", ".jar"))
                .sorted()
                .toList();
    }

    /** What a worker offers to a plugin: Kafka's API and the logging facade, and not our own classes. */
    private static final class WorkerClasses extends ClassLoader {

        WorkerClasses() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")) {
                return PluginArchiveIT.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
