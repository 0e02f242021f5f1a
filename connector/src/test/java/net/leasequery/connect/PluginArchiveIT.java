package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that operators unpack on their plugin.path. */
class PluginArchiveIT {

    private static final String VERSION = System.getProperty("plugin.version");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#[^)]*)?\\)");
    private static final PluginArchive ARCHIVE = PluginArchive.ofThisBuild();

    @Test
    void carriesTheseLibrariesAndNoOthers() throws IOException {
        assertThat(unversioned(ARCHIVE.files().stream()
                        .filter(file -> file.startsWith("lib/"))
                        .toList()))
                .containsExactly(
                        "lib/bcpkix-jdk18on.jar",
                        "lib/bcprov-jdk18on.jar",
                        "lib/bctls-jdk18on.jar",
                        "lib/bcutil-jdk18on.jar",
                        "lib/kafka-connect-leasequery.jar",
                        "lib/leasequery-codec.jar",
                        "lib/leasequery-requestor.jar",
                        "lib/leasequery-transforms.jar",
                        "lib/netty-buffer.jar",
                        "lib/netty-codec-base.jar",
                        "lib/netty-common.jar",
                        "lib/netty-handler.jar",
                        "lib/netty-resolver.jar",
                        "lib/netty-transport-native-unix-common.jar",
                        "lib/netty-transport.jar");
    }

    @Test
    void hasGuidesExamplesSchemasAndLicencesInTheFoldersOfAHubArchive() throws IOException {
        assertThat(ARCHIVE.files())
                .contains("manifest.json", "doc/README.md", "doc/LICENSE", "doc/NOTICE")
                .contains("doc/licenses/bouncy-castle.txt", "doc/avro/Binding.avsc", "doc/servers.md")
                .contains("etc/ipv6.json", "etc/bulk-kea.json", "etc/plaintext.json", "etc/tls-pkcs12.json")
                .allMatch(file -> file.matches("manifest\\.json|(lib|doc|etc)/.+"));
    }

    @Test
    void isNamedAfterOwnerNameAndVersion() {
        assertThat(System.getProperty("plugin.archive"))
                .endsWith("/leasequery-kafka-connect-leasequery-" + VERSION + ".zip");
    }

    @Test
    void everyRelativeLinkOfItsGuidesLeadsToAFileOfTheArchive() throws IOException {
        List<String> files = ARCHIVE.files();
        List<String> broken = new ArrayList<>();
        for (String guide : files) {
            if (guide.endsWith(".md")) {
                LINK.matcher(ARCHIVE.text(guide))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !link.contains("://") && !link.isEmpty())
                        .filter(link -> !leadsTo(
                                files, Path.of(guide).resolveSibling(link).normalize()))
                        .forEach(link -> broken.add(guide + " -> " + link));
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theBillOfMaterialsNamesEveryLibraryWithItsVersionAndLicence() throws IOException {
        assumeTrue(ARCHIVE.files().contains("doc/bom.json"), "built offline, and so without a bill of materials");
        JsonNode bill = new ObjectMapper().readTree(ARCHIVE.text("doc/bom.json"));
        Map<String, JsonNode> byJar = new HashMap<>();
        byJar.put(jarOf(bill.at("/metadata/component")), bill.at("/metadata/component"));
        bill.path("components").forEach(component -> byJar.put(jarOf(component), component));

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(ARCHIVE.files())
                .filteredOn(file -> file.startsWith("lib/"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(byJar.get(file))
                        .isNotNull()
                        .extracting(component -> component.path("licenses").size())
                        .isNotEqualTo(0));
    }

    private static String jarOf(JsonNode component) {
        return "lib/%s-%s.jar"
                .formatted(
                        component.path("name").asText(),
                        component.path("version").asText());
    }

    private static boolean leadsTo(List<String> files, Path target) {
        return files.stream().anyMatch(file -> Path.of(file).startsWith(target));
    }

    @Test
    void theManifestNamesOwnerVersionStandardsAndAddresses() throws IOException {
        assertThat(ARCHIVE.text("manifest.json"))
                .contains("\"name\": \"kafka-connect-leasequery\"", "\"version\": \"" + VERSION + "\"")
                .contains("\"username\": \"leasequery\"", "RFC 7724", "RFC 7653", "RFC 6926", "RFC 5460")
                .contains("\"documentation_url\": \"https://", "\"source_url\": \"https://", "/issues\"")
                .doesNotContain("${");
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

    @Test
    void aWorkerFindsTheTransformsAndPredicatesByTheirServiceFiles(@TempDir Path folder) throws IOException {
        try (URLClassLoader plugin = ARCHIVE.unpackLibraries(folder, new WorkerClasses())) {
            assertThat(found(plugin, Transformation.class))
                    .containsExactlyInAnyOrder(
                            "OctetsToText", "PseudonymizeBinding", "ToAsim", "ToCim", "ToEcs", "ToOcsf");
            assertThat(found(plugin, Predicate.class))
                    .containsExactlyInAnyOrder("HeaderMatches", "InSubnet", "IsSnapshot");
        }
    }

    private static List<String> found(ClassLoader plugin, Class<?> service) {
        return ServiceLoader.load(service, plugin).stream()
                .map(provider -> provider.type().getSimpleName())
                .toList();
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
