package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.leasequery.quickstart.table.Row;
import net.leasequery.quickstart.table.RowKey;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final RowKey KEY = new RowKey(null, "10.0.0.1");
    private static final Instant NOW = Instant.ofEpochSecond(3);
    private static final Row LEASE = row("ACTIVE", "2000");

    @Test
    void equalTablesHaveNothingLostAndNothingWrong() {
        Verdict verdict = Verdict.of(Map.of(KEY, LEASE), Map.of(KEY, LEASE), NOW);

        assertThat(verdict).isEqualTo(new Verdict(1, 0, 0, verdict.differences()));
        assertThat(verdict.differences()).isEmpty();
    }

    @Test
    void aKeyThatTheTopicLacksIsLost() {
        Verdict verdict = Verdict.of(Map.of(KEY, LEASE), Map.of(), NOW);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.wrong()).isZero();
    }

    @Test
    void aKeyWhoseLastRecordIsOfAnEarlierChangeIsLost() {
        Verdict verdict = Verdict.of(Map.of(KEY, LEASE), Map.of(KEY, row("RELEASED", "1000")), NOW);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.wrong()).isZero();
    }

    @Test
    void aKeyThatDiffersInTheSameChangeIsWrong() {
        Verdict verdict = Verdict.of(Map.of(KEY, LEASE), Map.of(KEY, row("RELEASED", "2000")), NOW);

        assertThat(verdict.lost()).isZero();
        assertThat(verdict.wrong()).isEqualTo(1);
        assertThat(verdict.differences()).hasSize(1);
    }

    @Test
    void aKeyThatTheServerDoesNotHaveIsWrong() {
        Verdict verdict = Verdict.of(Map.of(), Map.of(KEY, LEASE), NOW);

        assertThat(verdict.lost()).isZero();
        assertThat(verdict.wrong()).isEqualTo(1);
    }

    private static Row row(String state, String changeTime) {
        return new Row(new TreeMap<>(Map.of("state", state, "stateStartTime", changeTime)));
    }
}
