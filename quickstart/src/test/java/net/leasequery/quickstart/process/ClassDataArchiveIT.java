package net.leasequery.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.Installation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String READ_FROM_ARCHIVE = Generations.class.getName() + " source: shared objects file (top)";
    private static final String READ_FROM_JAR = Generations.class.getName() + " source: file:";

    @TempDir
    Path folder;

    private Path leash;
    private Path jar;

    @BeforeEach
    void copyJars() throws Exception {
        leash = Files.copy(Installation.fromSystemProperty().leashJar(), folder.resolve("leash.jar"));
        jar = folder.resolve("generations.jar");
        String name = Generations.class.getName().replace('.', '/') + ".class";
        try (InputStream classFile = Generations.class.getResourceAsStream("/" + name);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry(name));
            classFile.transferTo(entries);
        }
    }

    @Test
    void aLaterRunReadsItsClassesFromTheArchiveOfAnEarlierOne() throws Exception {
        assertThat(run("first")).contains(READ_FROM_JAR);

        assertThat(run("second")).contains(READ_FROM_ARCHIVE);
        assertThat(archives()).hasSize(1);
    }

    @Test
    void anArchiveOlderThanItsJarsIsWrittenAnew() throws Exception {
        run("first");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(run("of a new build")).contains(READ_FROM_JAR);
        assertThat(archives()).hasSize(1);
    }

    @Test
    void aKilledProcessLeavesNoArchive() throws Exception {
        try (ChildProcess process = process("killed")) {
            process.launch();
            awaitStart(process);
            process.kill();
            process.awaitEnd(LIMIT);
        }

        assertThat(archives()).isEmpty();
    }

    /** Runs the command until it is asked to end, and returns which classes it loaded from where. */
    private String run(String name) throws Exception {
        try (ChildProcess process = process(name)) {
            process.launch();
            awaitStart(process);
            assertThat(process.stop(LIMIT)).as("ended by itself").isTrue();
            return Files.readString(process.output());
        }
    }

    private ChildProcess process(String name) {
        JavaCommand command = new JavaCommand(
                List.of("-Xmx32m", "-Xlog:class+load"),
                List.of("-cp", jar.toString(), Generations.class.getName()),
                List.of(),
                Map.of());
        return new ChildProcess(name, command, leash, folder, () -> true);
    }

    private static void awaitStart(ChildProcess process) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> Files.readString(process.output()).contains(Generations.class.getName() + " source"));
    }

    private List<Path> archives() throws Exception {
        Path archives = folder.resolve("class-data");
        if (!Files.exists(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.toList();
        }
    }
}
