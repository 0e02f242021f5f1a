package net.leasequery.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuickstartCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            QuickstartCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @TempDir
    Path folder;

    @Test
    void helpNamesEveryOptionAndExitStatus() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--check", "--duration", "--rate", "--seed", "--kafka-port", "--connect-port")
                .contains("--registry-port", "--dhcp-port", "--work-dir", "--keep", "Exit status", "130");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(command.execute("--frobnicate")).isEqualTo(2);

        assertThat(err.toString()).contains("--frobnicate");
    }

    @Test
    void aWorkFolderWithSomethingInItIsRefused() throws Exception {
        Files.createFile(folder.resolve("precious"));

        assertThat(command.execute("--work-dir", folder.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("not empty");
        assertThat(folder.resolve("precious")).exists();
    }
}
