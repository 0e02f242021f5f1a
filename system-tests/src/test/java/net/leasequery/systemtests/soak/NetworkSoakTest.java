package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSoakTest {

    @TempDir
    Path folder;

    /** Otherwise nobody could find out why it went wrong. */
    @Test
    void keepsTheFilesOfWhatWentWrongAndNoOthers() throws Exception {
        List<String> said = new ArrayList<>();

        int wrong = new NetworkSoak(this::play, said::add).run(List.of("--group", "3"), folder, 7, 3);

        assertThat(wrong).isEqualTo(1);
        assertThat(folder.resolve("seed-8/logs")).exists();
        assertThat(folder.resolve("seed-7")).doesNotExist();
        assertThat(folder.resolve("seed-9")).doesNotExist();
        assertThat(said).hasSize(2).first().asString().contains("Seed 8", "status 1", "seed-8");
        assertThat(said.get(1)).isEqualTo("3 schedules from seed 7 on, 1 wrong");
    }

    @Test
    void beginsNoOtherScheduleOnceItIsInterrupted() {
        List<String> played = new ArrayList<>();
        NetworkSoak soak = new NetworkSoak(
                words -> {
                    played.add(String.join(" ", words));
                    return 130;
                },
                line -> {});

        assertThatThrownBy(() -> soak.run(List.of("--pair"), folder, 7, 3)).isInstanceOf(InterruptedException.class);
        assertThat(played).hasSize(1);
    }

    /** As the quickstart does: without {@code --keep} it deletes its folder. */
    private int play(String... words) {
        List<String> given = List.of(words);
        assertThat(given).startsWith("--group", "3").contains("--check", "--kill");
        Path own = Path.of(given.get(given.indexOf("--work-dir") + 1));
        try {
            if (given.contains("--keep")) {
                Files.createDirectories(own.resolve("logs"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return given.get(given.indexOf("--seed") + 1).equals("8") ? 1 : 0;
    }
}
