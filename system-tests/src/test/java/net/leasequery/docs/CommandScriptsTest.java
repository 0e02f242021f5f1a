package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in {@code bin} where they do more than start a Java program. */
class CommandScriptsTest {

    private static final Path BIN = Path.of("..", "bin");

    @TempDir
    private Path folder;

    @Test
    void releaseCheckReplacesNoFolderOfSomethingElse() throws IOException, InterruptedException {
        Path precious = Files.writeString(folder.resolve("precious"), "");

        Ended ended = run(BIN, "release-check", folder.toString());

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.text()).contains(folder.toString(), "SHA256SUMS");
        assertThat(precious).exists();
    }

    /** From another folder, and through a path with a space. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "simulator",
                "soak",
                "lease-streams",
                "console-consumer",
                "register-schemas",
                "lookup-credential",
                "api-check",
                "release-check"
            })
    void helpNeedsNoBuild(String script) throws IOException, InterruptedException {
        Path home =
                Files.createSymbolicLink(folder.resolve("a home"), Path.of("..").toRealPath());

        Ended ended = run(home.resolve("bin"), script, "--help");

        assertThat(ended.status()).isZero();
        assertThat(ended.text()).isNotBlank().doesNotContain("Building.");
    }

    /** Maven leaves a jar as it is whose contents have not changed. */
    @Test
    void leaseStreamsIsBuiltOnceAfterATouchedFile() throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String name : List.of("bin", "schemas/src/main", "streams/src/main", "streams/target/lib", "java/bin")) {
            Files.createDirectories(home.resolve(name));
        }
        Path jar = Files.createFile(home.resolve("streams/target/leasequery-streams-1.jar"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        for (String name : List.of("pom.xml", "schemas/pom.xml", "streams/pom.xml", "a.properties")) {
            Files.createFile(home.resolve(name));
        }
        program(home.resolve("mvnw"), "echo built >>\"$(dirname \"$0\")/builds\"");
        program(home.resolve("java/bin/java"), "exit 0");
        Files.copy(BIN.resolve("lease-streams"), home.resolve("bin/lease-streams"));

        for (int run = 0; run < 2; run++) {
            Ended ended = run(home.resolve("bin"), "lease-streams", "a.properties");
            assertThat(ended.status()).as(ended.text()).isZero();
        }

        assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(1);
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ended(int status, String text) {}

    private Ended run(Path bin, String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bash", bin.toAbsolutePath().resolve(script).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("command", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        if (Files.exists(bin.resolveSibling("java"))) {
            builder.environment().put("JAVA_HOME", bin.resolveSibling("java").toString());
        }
        Process process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Files.delete(output);
        }
    }
}
