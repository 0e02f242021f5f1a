package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseStreamsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', '=', (byte) 0xe4});
        Path escape = Files.writeString(folder.resolve("escape"), "streams.state.dir=C:\\users");

        refused(folder.resolve("none"), "there is no such file");
        refused(latin, "the file is not in UTF-8");
        refused(escape, "a backslash begins an escape that does not exist");
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "groups=campus\n");

        assertThat(LeaseStreamsCommand.read(file)).containsOnly(Map.entry("groups", "campus"));
    }

    private static void refused(Path file, String reason) {
        assertThatThrownBy(() -> LeaseStreamsCommand.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }
}
