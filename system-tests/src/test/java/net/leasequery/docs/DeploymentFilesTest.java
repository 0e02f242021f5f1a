package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path, port, service, class and key that the files in {@code docker/} name exists. No engine runs them here. */
class DeploymentFilesTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCKER = REPOSITORY.resolve("docker");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern KEY = Pattern.compile("(?m)^### `([a-z0-9.]+)`");
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    /** Kafka Connect's own keys of a connector, and those that take a name in their middle. */
    private static final Pattern CONNECTS_OWN = Pattern.compile(
            "connector\\.class|tasks\\.max|topic\\.creation\\..*|ssl\\..*|key\\.converter.*|value\\.converter.*");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "simulator.Dockerfile"})
    void whatIsCopiedIntoAnImageIsInTheRepositoryOrMadeByTheBuild(String file) throws IOException {
        List<String> sources = Files.readAllLines(DOCKER.resolve(file)).stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" +", 3)[1])
                .toList();

        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            int target = source.indexOf("/target/");
            Path known = REPOSITORY.resolve(target < 0 ? source : source.substring(0, target) + "/pom.xml");
            assertThat(known).exists();
        });
    }

    @Test
    void theFilesOfTheBuildAreWhereThePomsPutThem() throws IOException {
        assertThat(Files.readString(REPOSITORY.resolve("quickstart/runtime/converter/pom.xml")))
                .contains("plugins/apicurio-avro-converter");
        assertThat(Files.readString(REPOSITORY.resolve("quickstart/runtime/simulator/pom.xml")))
                .contains("${project.build.directory}/lib");
        assertThat(Files.readString(REPOSITORY.resolve("connector/pom.xml")))
                .contains("leasequery-${project.artifactId}-${project.version}");
    }

    @Test
    void theImageRunsTheVersionsThatAreTested() throws IOException {
        String pom = Files.readString(REPOSITORY.resolve("pom.xml"));
        String image = Files.readString(DOCKER.resolve("Dockerfile"));
        String compose = Files.readString(DOCKER.resolve("compose.yaml"));

        assertThat(image).contains("FROM apache/kafka:" + property(pom, "kafka.version"));
        assertThat(image).contains("jmx_prometheus_javaagent-" + property(pom, "jmx.exporter.version") + ".jar");
        assertThat(compose)
                .contains("apache/kafka:" + property(pom, "kafka.version"))
                .contains("apicurio-registry-mem:" + property(pom, "apicurio.version"));
    }

    @Test
    void composeNamesFilesServicesAndPortsThatExist() throws IOException {
        JsonNode services =
                YAML.readTree(DOCKER.resolve("compose.yaml").toFile()).path("services");
        Set<String> names = new TreeSet<>();
        services.fieldNames().forEachRemaining(names::add);

        assertThat(names).contains("kafka", "registry", "dhcp", "worker", "prometheus", "grafana");
        for (JsonNode service : services) {
            assertThat(texts(service.path("depends_on"))).allMatch(names::contains);
            assertThat(texts(service.path("volumes")))
                    .allSatisfy(volume ->
                            assertThat(DOCKER.resolve(volume.split(":", 2)[0])).exists());
            assertThat(texts(service.path("ports")))
                    .as("no port is open to others")
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
            if (service.has("build")) {
                Path context =
                        DOCKER.resolve(service.path("build").path("context").asText());
                assertThat(context.resolve(
                                service.path("build").path("dockerfile").asText()))
                        .exists();
            }
        }
        assertThat(hosts(Files.readString(DOCKER.resolve("connect.properties"))))
                .allMatch(names::contains);
        assertThat(hosts(Files.readString(REPOSITORY.resolve("ops/prometheus/prometheus.yml"))))
                .containsOnly("worker");
        assertThat(hosts(Files.readString(DOCKER.resolve("grafana/datasources.yaml"))))
                .containsOnly("prometheus");
        assertThat(texts(services.path("dhcp").path("command"))).contains("--port=6767");
        assertThat(connector().get("dhcp.servers")).isEqualTo("lab=dhcp:6767");
    }

    @Test
    void everyConnectorHasKeysThatExist() throws IOException {
        Set<String> documented = KEY.matcher(Files.readString(REPOSITORY.resolve("docs/configuration.md")))
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toSet());
        List<String> used = new ArrayList<>(connector().keySet());
        JsonNode strimzi = only("kubernetes/strimzi-kafkaconnector.yaml").path("spec");
        strimzi.path("config").fieldNames().forEachRemaining(used::add);

        assertThat(documented).hasSizeGreaterThan(30);
        assertThat(used)
                .hasSizeGreaterThan(15)
                .filteredOn(key -> !CONNECTS_OWN.matcher(key).matches())
                .allMatch(documented::contains);
        assertThat(strimzi.path("class").asText()).isEqualTo(connector().get("connector.class"));
    }

    @Test
    void everyClassIsOneOfKafkaOrApicurioOrOurs() throws IOException {
        List<String> classes = new ArrayList<>(classesIn(Files.readString(DOCKER.resolve("connect.properties"))));
        for (String file : List.of("plain", "strimzi-kafkaconnect", "strimzi-kafkaconnector")) {
            classes.addAll(classesIn(Files.readString(DOCKER.resolve("kubernetes/" + file + ".yaml"))));
        }

        assertThat(new TreeSet<>(classes))
                .containsExactly(
                        // All but ours come with Kafka, or with the converter that every worker of the tests has
                        "io.apicurio.registry.utils.converter.AvroConverter",
                        "net.leasequery.connect.LeasequerySourceConnector",
                        "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                        "org.apache.kafka.common.config.provider.FileConfigProvider",
                        "org.apache.kafka.connect.json.JsonConverter");
    }

    @Test
    void theKubernetesFilesBelongTogether() throws IOException {
        JsonNode connect = only("kubernetes/strimzi-kafkaconnect.yaml");
        JsonNode connector = only("kubernetes/strimzi-kafkaconnector.yaml");
        Map<String, JsonNode> plain = new TreeMap<>();
        for (JsonNode document : documents("kubernetes/plain.yaml")) {
            plain.put(document.path("kind").asText(), document);
        }

        assertThat(connect.path("kind").asText()).isEqualTo("KafkaConnect");
        assertThat(connector
                        .path("metadata")
                        .path("labels")
                        .path("strimzi.io/cluster")
                        .asText())
                .isEqualTo(connect.path("metadata").path("name").asText());
        assertThat(plain.keySet()).containsExactly("ConfigMap", "Service", "StatefulSet");
        JsonNode pods = required(plain, "StatefulSet").path("spec");
        String app = pods.path("template")
                .path("metadata")
                .path("labels")
                .path("app")
                .asText();
        assertThat(app).isNotEmpty();
        assertThat(pods.path("selector").path("matchLabels").path("app").asText())
                .isEqualTo(app);
        assertThat(required(plain, "Service")
                        .path("spec")
                        .path("selector")
                        .path("app")
                        .asText())
                .isEqualTo(app);
        assertThat(pods.path("serviceName").asText())
                .isEqualTo(
                        required(plain, "Service").path("metadata").path("name").asText());
        Properties worker = new Properties();
        worker.load(new StringReader(required(plain, "ConfigMap")
                .path("data")
                .path("connect.properties")
                .asText()));
        assertThat(worker).containsKeys("bootstrap.servers", "group.id", "plugin.path", "offset.storage.topic");
    }

    private static JsonNode required(Map<String, JsonNode> documents, String kind) {
        return Objects.requireNonNull(documents.get(kind), kind);
    }

    private static JsonNode only(String file) throws IOException {
        List<JsonNode> documents = documents(file);
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    private static List<JsonNode> documents(String file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(DOCKER.resolve(file).toFile())) {
            return documents.readAll();
        }
    }

    private static Map<String, String> connector() throws IOException {
        Map<String, String> connector = new TreeMap<>();
        new ObjectMapper()
                .readTree(DOCKER.resolve("connector.json").toFile())
                .properties()
                .forEach(entry -> connector.put(entry.getKey(), entry.getValue().asText()));
        return connector;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Names of one word in front of a port. */
    private static Set<String> hosts(String text) {
        return Pattern.compile("(?<![\\w.:-])(?:http://)?([a-z]+):\\d{4}")
                .matcher(text)
                .results()
                .map(host -> host.group(1))
                .filter(host -> WORD.matcher(host).matches())
                .collect(Collectors.toSet());
    }

    private static Set<String> classesIn(String text) {
        return Pattern.compile("\\b(?:io|net|org)\\.[a-z.]+\\.[A-Z]\\w+")
                .matcher(text)
                .results()
                .map(name -> name.group())
                .collect(Collectors.toSet());
    }

    private static String property(String pom, String name) {
        return pom.substring(pom.indexOf("<" + name + ">") + name.length() + 2, pom.indexOf("</" + name + ">"));
    }
}
