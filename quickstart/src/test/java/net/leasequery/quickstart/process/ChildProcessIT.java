package net.leasequery.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.Installation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path leash = Installation.fromSystemProperty().leashJar();

    @TempDir
    Path folder;

    @Test
    void aChildDiesWithAParentThatWasKilled() throws Exception {
        JavaCommand parentCommand = Generations.command(leash.toString(), folder.toString());
        try (ChildProcess parent = new ChildProcess("parent", parentCommand, leash, folder, () -> true)) {
            parent.launch();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> Files.readString(parent.output()).endsWith("\n"));
            ProcessHandle child = ProcessHandle.of(
                            Long.parseLong(Files.readString(parent.output()).strip()))
                    .orElseThrow();

            parent.kill();

            child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void aProcessThatEndsBeforeItIsReadyIsReportedWithWhatItWrote() throws Exception {
        JavaCommand command = new JavaCommand(
                List.of("-Xmx32m"), List.of("-cp", folder.toString(), "no.such.Main"), List.of(), Map.of());
        try (ChildProcess process = new ChildProcess("doomed", command, leash, folder, () -> false)) {
            process.launch();

            assertThatThrownBy(() -> process.awaitReady(LIMIT))
                    .isInstanceOf(ProcessFailedException.class)
                    .hasMessageContaining("doomed ended with status 1")
                    .hasMessageContaining("no.such.Main");
        }
    }

    @Test
    void aProcessThatIsNotReadyInTimeIsReported() throws Exception {
        try (ChildProcess process = new ChildProcess("slow", Generations.command(), leash, folder, () -> false)) {
            process.launch();

            assertThatThrownBy(() -> process.awaitReady(Duration.ofMillis(200)))
                    .isInstanceOf(ProcessFailedException.class)
                    .hasMessageContaining("slow was not ready");
        }
    }

    @Test
    void aProcessThatWasStoppedCanBeStartedAgain() throws Exception {
        try (ChildProcess process = new ChildProcess("twice", Generations.command(), leash, folder, () -> true)) {
            process.launch();
            long first = process.pid();
            process.stop(LIMIT);
            assertThat(process.isAlive()).isFalse();

            process.launch();

            assertThat(process.isAlive()).isTrue();
            assertThat(process.pid()).isNotEqualTo(first);
        }
    }
}
