package net.leasequery.requestor.statetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/state-machine.md} equal to the tables. To write the page anew:
 * {@code ./mvnw -pl requestor -am test -Dtest=StateMachinePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}
 */
class StateMachinePageTest {

    private static final Path PAGE = Path.of("..", "docs", "state-machine.md");

    private static final String INTRODUCTION = """
            # What a requestor does, state by state

            Generated from the tables of the requestor's tests. Each row is a test of the transition functions; a
            test fails when this page is stale. An event without a row changes nothing, which is tested too.
            The machines are pure: the I/O layer performs the effects (package `internal.netty`).

            `hand over` puts a delivery into the queue that the user of the requestor polls, `report` puts a notice
            there. **Position**, **gap** and **identity** (of the server) are the resume state that travels with
            every delivery. *Owed* means that a snapshot or the changes of a gap still have to be loaded.
            """;

    @Test
    void thePageSaysWhatTheTablesSay() throws IOException {
        String page = INTRODUCTION
                + section("The live stream", """
                        Active Leasequery (RFC 7724 §7, RFC 7653 §8), class `Conversation`.
                        """, ConversationTable.rows())
                + section("The back-fill on a second connection", """
                        Bulk Leasequery for a snapshot or a gap, on a second connection, class `Backfill`. It begins
                        when the stream has been requested, and never stops it. A bulk answer reports each binding as it
                        was at some moment after the query, and the stream reports later changes. What remains owed
                        therefore depends on whether the stream was proven open before the first bulk query.
                        """, BackfillTable.rows())
                + section("Questions about bindings in doubt", """
                        Bulk Leasequery on the same second connection asks whether the server still has bindings that are
                        in doubt (class `QuestionAnswer`). A question gives way to a back-fill. Shown here with two
                        queries in the question.
                        """, QuestionTable.rows())
                + section("Polling", """
                        Repeated Bulk Leasequery (`queryMode` BULK), class `Polling`. Shown here with two queries
                        in each poll.
                        """, PollTable.rows());
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String section(String title, String text, List<Row> rows) {
        StringBuilder section = new StringBuilder("\n## " + title + "\n\n" + text + "\n");
        section.append(diagram(rows));
        section.append("\n| state | event | next state | effects | required by |\n|---|---|---|---|---|\n");
        for (Row row : rows) {
            section.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(row.state(), row.event(), row.next(), row.effects(), row.section()));
        }
        return section.toString();
    }

    private static String diagram(List<Row> rows) {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (Row row : rows) {
            if (!row.state().equals(row.next())) {
                arrows.computeIfAbsent(row.state() + " --> " + row.next(), arrow -> new LinkedHashSet<>())
                        .add(row.event().replaceFirst(",.*", ""));
            }
        }
        StringBuilder diagram = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        diagram.append("    [*] --> ").append(rows.get(0).state()).append('\n');
        arrows.forEach((arrow, events) -> diagram.append("    ")
                .append(arrow)
                .append(": ")
                .append(String.join("<br>", events))
                .append('\n'));
        return diagram.append("    STOPPED --> [*]\n```\n").toString();
    }
}
