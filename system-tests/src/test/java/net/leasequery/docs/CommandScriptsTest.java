package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
                "lookup-credential",
                "api-check",
                "release-check"
            })
    void helpNeedsNoBuild(String script) throws IOException, InterruptedException {
        Path home = Files.createSymbolicLink(folder.resolve("a home"), Path.of("..").toRealPath());

        Ended ended = run(home.resolve("bin"), script, "--help");

        assertThat(ended.status()).isZero();
        assertThat(ended.text()).isNotBlank().doesNotContain("Building.");
    }

    private record Ended(int status, String text) {}

    private Ended run(Path bin, String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", bin.toAbsolutePath().resolve(script).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("command", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
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
