package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walks in {@code docs/walks.md} pass files that exist and that lead to each other. */
class WalksTest {

    private static final Path ROOT = Path.of("..");
    private static final Map<String, String> BASES = Map.of(
            "R",
            "requestor/src/main/java/net/leasequery/requestor/",
            "C",
            "connector/src/main/java/net/leasequery/connect/");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([RC])/(\\S+)\\.java` \\|");
    private static final Pattern COUNT = Pattern.compile("(\\d+) files in (\\d+)\\s+packages\\.");

    @Test
    void eachWalkHasTheFilesThatItCounts() throws IOException {
        List<String> walks = walks();

        assertThat(walks).hasSize(3);
        for (String walk : walks) {
            List<String> files = files(walk);
            MatchResult count = COUNT.matcher(walk).results().findFirst().orElseThrow();
            assertThat(files).doesNotHaveDuplicates().hasSize(Integer.parseInt(count.group(1)));
            assertThat(files.stream()
                            .map(file -> file.replaceFirst("/[^/]*$", ""))
                            .distinct())
                    .hasSize(Integer.parseInt(count.group(2)));
        }
    }

    @Test
    void eachFileIsUsedByAnotherOfItsWalk() throws IOException {
        for (String walk : walks()) {
            List<String> files = files(walk);
            // Where a walk begins, something outside of it calls.
            for (String file : files.subList(1, files.size())) {
                Pattern use = Pattern.compile("\\b" + simpleName(file) + "\\b");
                List<String> users = new ArrayList<>();
                for (String other : files) {
                    if (!other.equals(file)
                            && use.matcher(Files.readString(ROOT.resolve(other)))
                                    .find()) {
                        users.add(other);
                    }
                }
                boolean calls = callsAnother(file, files);
                assertThat(!users.isEmpty() || calls).as(file).isTrue();
            }
        }
    }

    /** A task is called by Kafka Connect, from outside. */
    private static boolean callsAnother(String file, List<String> files) throws IOException {
        String text = Files.readString(ROOT.resolve(file));
        return files.stream()
                .anyMatch(other -> !other.equals(file)
                        && Pattern.compile("\\b" + simpleName(other) + "\\b")
                                .matcher(text)
                                .find());
    }

    private static List<String> walks() throws IOException {
        String[] parts = Files.readString(ROOT.resolve("docs/walks.md")).split("(?m)^## ");
        return List.of(parts).subList(1, parts.length);
    }

    private static List<String> files(String walk) {
        return ROW.matcher(walk)
                .results()
                .map(row -> BASES.get(row.group(1)) + row.group(2) + ".java")
                .toList();
    }

    private static String simpleName(String file) {
        return file.replaceFirst(".*/", "").replaceFirst("\\.java$", "");
    }
}
