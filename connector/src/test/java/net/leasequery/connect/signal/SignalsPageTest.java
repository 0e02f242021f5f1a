package net.leasequery.connect.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each signal that {@code docs/signals.md} shows is one. */
class SignalsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "signals.md");
    private static final Pattern SIGNAL = Pattern.compile("leases\\|(\\{.*\\})");

    @Test
    void everySignalOnThePageIsOne() throws IOException, MalformedSignalException {
        List<String> shown = SIGNAL.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
        Set<String> types = new TreeSet<>();
        for (String signal : shown) {
            types.add(
                    Signal.parse(signal.getBytes(StandardCharsets.UTF_8)).type().word());
        }

        assertThat(types).containsExactly("resync-gap", "retire", "snapshot");
    }
}
