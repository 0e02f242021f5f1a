package net.leasequery.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import net.leasequery.simulator.cli.SimulatorCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate=-5",
                "--rate=200001",
                "--duration=0",
                "--duration=-1",
                "--kafka-port=99999",
                "--dhcp-port=-1",
                "--work-dir=/proc/x",
                "--work-dir=/dev/null"
            })
    void aValueThatCannotWorkIsRefusedBeforeAnythingStarts(String argument) {
        assertThat(command.execute(argument)).isEqualTo(2);

        assertThat(err.toString()).contains(argument.replace('=', ' '));
    }

    @Test
    void aTakenPortIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(command.execute("--kafka-port", "" + taken.getLocalPort()))
                    .isEqualTo(2);

            assertThat(err.toString()).contains("--kafka-port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void onePortForTwoIsRefused() {
        assertThat(command.execute("--kafka-port", "31999", "--connect-port", "31999"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--connect-port 31999 is also that of --kafka-port");
    }

    @Test
    void whatDoesNotGoWithSeveralServersIsRefused() {
        assertThat(command.execute("--pair", "--group", "3")).isEqualTo(2);
        assertThat(command.execute("--pair", "--rate", "7")).isEqualTo(2);
        assertThat(command.execute("--group", "17")).isEqualTo(2);
        assertThat(command.execute("--group", "3", "--check", "--duration", "5"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "exclude each other",
                        "cannot be combined with --fault, --rate",
                        "--group 17 is not between 2 and 16")
                .contains("leave --duration out");
    }

    /** {@code bin/quickstart --help} and {@code bin/simulator --help} print the file, so that help needs no build. */
    @ParameterizedTest
    @ValueSource(classes = {QuickstartCommand.class, SimulatorCommand.class})
    void theHelpThatNeedsNoBuildIsTheCommandsOwn(Class<?> program) throws Exception {
        CommandLine own = program == QuickstartCommand.class
                ? QuickstartCommand.commandLine()
                : new CommandLine(new SimulatorCommand());
        String usage =
                own.setUsageHelpAutoWidth(false).setUsageHelpWidth(80).getUsageMessage(CommandLine.Help.Ansi.OFF);
        Path file = Path.of("src/main/help/" + program.getSimpleName() + ".txt");

        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(file, usage);
        }
        assertThat(file).as("rewritten with -Dpages.write=true").hasContent(usage);
    }
}
