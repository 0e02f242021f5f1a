package net.leasequery.systemtests.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code bin/bench path} refuses before it starts a process. */
class PathCommandTest {

    @Test
    void refusesANameThatNothingHasAndNamesWhatThereIs() {
        StringWriter said = new StringWriter();

        int status = new CommandLine(new PathCommand())
                .setErr(new PrintWriter(said, true))
                .execute("no-such-variant");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("\"no-such-variant\"").contains(Variants.names());
    }
}
