package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SoakCommandTest {

    /** {@code bin/soak --help} prints the file, so that help needs no build. */
    @Test
    void theHelpThatNeedsNoBuildIsTheCommandsOwn() throws Exception {
        String usage = SoakCommand.commandLine()
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(80)
                .getUsageMessage(CommandLine.Help.Ansi.OFF);
        Path file = Path.of("src/main/help/SoakCommand.txt");

        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(file, usage);
        }
        assertThat(file).as("rewritten with -Dpages.write=true").hasContent(usage);
    }
}
