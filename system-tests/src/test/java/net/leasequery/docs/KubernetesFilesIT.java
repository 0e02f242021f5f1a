package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code docker/kubernetes} have no field that Strimzi's CRDs and Kubernetes do not know. */
class KubernetesFilesIT {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path PEER = REPOSITORY.resolve("dev/peers/kubernetes");

    @TempDir
    Path folder;

    @Test
    void everyFieldIsKnown() throws Exception {
        List<String> files = files();
        String read = check(files, 0);

        assertThat(read).contains("KafkaConnect\n", "KafkaConnector\n", "StatefulSet\n");
        assertThat(files).allSatisfy(file -> assertThat(read).contains(file + ": "));
    }

    @Test
    void aWrongFieldIsRefused() throws Exception {
        Path wrong = folder.resolve("wrong.yaml");
        String connector = Files.readString(REPOSITORY.resolve("docker/kubernetes/strimzi-kafkaconnector.yaml"));
        Files.writeString(wrong, connector.replace("tasksMax:", "tasks.max:"));

        assertThat(check(List.of(wrong.toString()), 1)).contains("Unrecognized field \"tasks.max\"");
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("docker/kubernetes"))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private String check(List<String> files, int exitCode) throws IOException, InterruptedException {
        Path libraries = PEER.resolve("target/lib");
        assumeTrue(Files.isDirectory(libraries), "no classes of Strimzi: run dev/peers/fetch kubernetes");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                libraries + "/*",
                PEER.resolve("Check.java").toString()));
        command.addAll(files);
        Process check = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(check.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(Files.readString(output)).isEqualTo(exitCode);
        return Files.readString(output);
    }
}
