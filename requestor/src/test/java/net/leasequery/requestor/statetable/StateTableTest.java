package net.leasequery.requestor.statetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.internal.protocol.BackfillState;
import net.leasequery.requestor.internal.protocol.PollState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the four tables. What stands in no row changes nothing, which is shown pair by pair as well. */
class StateTableTest {

    static List<Row> conversation() {
        return ConversationTable.rows();
    }

    static List<Row> conversationSilences() {
        return ConversationTable.silentRows();
    }

    static List<Row> backfill() {
        return BackfillTable.rows();
    }

    static List<Row> backfillSilences() {
        return BackfillTable.silentRows();
    }

    static List<Row> question() {
        return QuestionTable.rows();
    }

    static List<Row> questionSilences() {
        return QuestionTable.silentRows();
    }

    static List<Row> poll() {
        return PollTable.rows();
    }

    static List<Row> pollSilences() {
        return PollTable.silentRows();
    }

    @Test
    void noStateIsForgotten() {
        assertThat(states(ConversationTable.silentRows())).isEqualTo(names(RequestorStatus.Phase.values()));
        Set<String> ofTheBulkConnection = states(BackfillTable.silentRows());
        ofTheBulkConnection.addAll(states(QuestionTable.silentRows()));
        assertThat(ofTheBulkConnection).isEqualTo(names(BackfillState.Phase.values()));
        assertThat(states(PollTable.silentRows())).isEqualTo(names(PollState.Phase.values()));
    }

    @Test
    void eachRequirementIsProvenByRowsThatExist() throws NoSuchMethodException {
        assertProven("conversation", RequirementRows.CONVERSATION, ConversationTable.rows());
        assertProven("backfill", RequirementRows.BACKFILL, BackfillTable.rows());
        assertProven("poll", RequirementRows.POLL, PollTable.rows());
    }

    private static void assertProven(String test, Map<String, List<String>> proofs, List<Row> rows)
            throws NoSuchMethodException {
        Tag[] tags = StateTableTest.class.getDeclaredMethod(test, Row.class).getAnnotationsByType(Tag.class);

        assertThat(Arrays.stream(tags).map(Tag::value)).containsExactlyInAnyOrderElementsOf(proofs.keySet());
        assertThat(rows.stream().map(Row::toString))
                .containsAll(proofs.values().stream().flatMap(List::stream).toList());
    }

    private static Set<String> states(List<Row> rows) {
        return rows.stream().map(Row::state).collect(Collectors.toSet());
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversation")
    @Tag("R7724-7.1-2")
    @Tag("R7724-7.3-3")
    @Tag("R7724-7.3-6")
    @Tag("R7724-7.4-1")
    @Tag("R7724-7.4-6")
    @Tag("R7724-7.4-7")
    @Tag("R7724-7.4.1-1")
    @Tag("R7724-7.4.1-2")
    @Tag("R7724-7.4.1-3")
    @Tag("R7724-7.4.1-4")
    @Tag("R7653-8.3-1")
    @Tag("R7653-8.4-1")
    @Tag("R7653-8.4-4")
    @Tag("R7653-8.4.1-1")
    @Tag("R7653-8.4.1-2")
    @Tag("R6926-7.3-1")
    @Tag("trap-2")
    @Tag("trap-3")
    @Tag("trap-4")
    @Tag("trap-7")
    @Tag("trap-17")
    void conversation(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.next(), row.effects()));
    }

    @ParameterizedTest(name = "{0} changes nothing")
    @MethodSource("conversationSilences")
    void conversationSilence(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.state(), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backfill")
    @Tag("R7724-7.4.1-5")
    @Tag("R7724-7.4.1-6")
    @Tag("R6926-7.3-1")
    @Tag("R6926-7.3-5")
    @Tag("R6926-7.3-6")
    @Tag("R6926-7.7-1")
    @Tag("R6926-7.8-1")
    @Tag("R5460-6.3-4")
    @Tag("R5460-6.3-6")
    @Tag("R5460-6.5-1")
    @Tag("R5460-6.5-2")
    @Tag("trap-8")
    void backfill(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.next(), row.effects()));
    }

    @ParameterizedTest(name = "{0} changes nothing")
    @MethodSource("backfillSilences")
    void backfillSilence(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.state(), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("question")
    void question(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.next(), row.effects()));
    }

    @ParameterizedTest(name = "{0} changes nothing")
    @MethodSource("questionSilences")
    void questionSilence(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.state(), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poll")
    @Tag("R6926-7.3-1")
    @Tag("R6926-7.3-5")
    @Tag("R6926-7.3-6")
    @Tag("R6926-7.8-1")
    void poll(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.next(), row.effects()));
    }

    @ParameterizedTest(name = "{0} changes nothing")
    @MethodSource("pollSilences")
    void pollSilence(Row row) {
        assertThat(row.step().get()).isEqualTo(new Row.Outcome(row.state(), ""));
    }
}
