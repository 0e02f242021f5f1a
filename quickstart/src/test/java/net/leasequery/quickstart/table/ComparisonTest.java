package net.leasequery.quickstart.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant NOW = Instant.ofEpochMilli(5_000);
    private static final RowKey KEY = new RowKey(null, "10.0.0.1");
    private static final Row HELD = row(Map.of("state", "ACTIVE", "lastTransactionTime", "1000", "hostname", "ada"));
    private static final Row NEVER_HELD = row(Map.of("state", "AVAILABLE", "stateStartTime", "1000"));

    @Test
    void equalTablesHaveNoDifference() {
        Comparison comparison = compared(Map.of(KEY, HELD), Map.of(KEY, HELD));

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison).hasToString("1 bindings, 0 differences");
    }

    @Test
    void anIpv6LeaseThatHasEndedIsComparedNoFurther() {
        Row released = with(with(HELD, "leaseType", "NA"), "state", "RELEASED");
        Row ended = with(with(without(HELD, "hostname"), "leaseType", "NA"), "state", "UNKNOWN");

        assertThat(compared(Map.of(KEY, released), Map.of(KEY, ended)).isEqual())
                .isTrue();
        assertThat(compared(Map.of(KEY, released), Map.of()).isEqual()).isTrue();
    }

    @Test
    void anIpv6LeaseIsOverWhenItsTimeIsUpThoughTheServerHasNotNoticed() {
        Row lease = with(with(HELD, "leaseType", "NA"), "leaseExpiryTime", "5000");
        Row longer = with(lease, "leaseExpiryTime", "5001");
        Row expired = with(with(HELD, "leaseType", "NA"), "state", "EXPIRED");

        assertThat(compared(Map.of(KEY, lease), Map.of(KEY, expired)).isEqual()).isTrue();
        assertThat(compared(Map.of(KEY, lease), Map.of()).isEqual()).isTrue();
        assertThat(compared(Map.of(KEY, longer), Map.of(KEY, expired)).isEqual())
                .isFalse();
        assertThat(compared(Map.of(KEY, longer), Map.of()).isEqual()).isFalse();
    }

    @Test
    void anIpv6LeaseThatIsOverMustNotBeHeldInTheTopic() {
        Row lease = with(with(HELD, "leaseType", "NA"), "leaseExpiryTime", "4000");

        assertThat(compared(Map.of(KEY, with(lease, "state", "EXPIRED")), Map.of(KEY, lease))
                        .isEqual())
                .isFalse();
    }

    @Test
    void anIpv6LeaseThatIsHeldIsComparedWithItsType() {
        Row lease = with(HELD, "leaseType", "NA");

        assertThat(compared(Map.of(KEY, lease), Map.of(KEY, with(lease, "remote", "false")))
                        .isEqual())
                .isTrue();
        assertThat(compared(Map.of(KEY, lease), Map.of(KEY, with(HELD, "leaseType", "TA")))
                        .differences())
                .containsExactly(new Difference(KEY, "leaseType", "NA", "TA"));
        assertThat(compared(Map.of(KEY, lease), Map.of()).isEqual()).isFalse();
    }

    @Test
    void aFieldWithAnotherValueIsADifference() {
        Comparison comparison = compared(Map.of(KEY, HELD), Map.of(KEY, with(HELD, "hostname", "eve")));

        assertThat(comparison.differences()).containsExactly(new Difference(KEY, "hostname", "ada", "eve"));
    }

    @Test
    void aFieldThatOnlyOneSideKnowsIsADifference() {
        Row more = with(HELD, "relay.circuitId", "0102");

        assertThat(compared(Map.of(KEY, more), Map.of(KEY, HELD)).differences())
                .containsExactly(new Difference(KEY, "relay.circuitId", "0102", null));
        assertThat(compared(Map.of(KEY, HELD), Map.of(KEY, more)).differences())
                .containsExactly(new Difference(KEY, "relay.circuitId", null, "0102"));
    }

    @Test
    void whatSpeaksOfTheMessageIsNotCompared() {
        Row asRecord = with(with(HELD, "eventId", "abc"), "baseTime", "5000");

        assertThat(compared(Map.of(KEY, HELD), Map.of(KEY, asRecord)).isEqual()).isTrue();
    }

    @Test
    void aTimeThatHadPassedWhenTheServerReportedMayBeMissing() {
        Row lease = with(HELD, "renewalTime", "2000");

        assertThat(compared(Map.of(KEY, lease), Map.of(KEY, with(HELD, "baseTime", "2000")))
                        .isEqual())
                .isTrue();
        assertThat(compared(Map.of(KEY, lease), Map.of(KEY, with(HELD, "baseTime", "1999")))
                        .differences())
                .containsExactly(new Difference(KEY, "renewalTime", "2000", null));
    }

    @Test
    void aTimeThatIsWrongIsADifferenceThoughItHasPassed() {
        Row lease = with(HELD, "renewalTime", "2000");
        Row reported = with(with(HELD, "renewalTime", "1500"), "baseTime", "3000");

        assertThat(compared(Map.of(KEY, lease), Map.of(KEY, reported)).differences())
                .containsExactly(new Difference(KEY, "renewalTime", "2000", "1500"));
    }

    @Test
    void aLeaseThatKafkaDoesNotHaveIsADifference() {
        Comparison comparison = compared(Map.of(KEY, HELD), Map.of());

        assertThat(comparison.differences()).containsExactly(new Difference(KEY, "state", "ACTIVE", null));
        assertThat(comparison.differences().get(0)).hasToString("10.0.0.1 state: server ACTIVE, Kafka (none)");
    }

    @Test
    void anEndedLeaseThatKafkaDoesNotHaveIsADifference() {
        Row released = row(Map.of("state", "AVAILABLE", "lastTransactionTime", "1000"));

        assertThat(compared(Map.of(KEY, released), Map.of()).isEqual()).isFalse();
    }

    @Test
    void anAddressThatNobodyEverHeldMayBeMissing() {
        assertThat(compared(Map.of(KEY, NEVER_HELD), Map.of()).isEqual()).isTrue();
    }

    @Test
    void anAddressThatNobodyEverHeldIsComparedIfItIsThere() {
        Row invented = with(NEVER_HELD, "state", "ACTIVE");

        assertThat(compared(Map.of(KEY, NEVER_HELD), Map.of(KEY, invented)).differences())
                .containsExactly(new Difference(KEY, "state", "AVAILABLE", "ACTIVE"));
    }

    @Test
    void aBindingThatTheServerDoesNotHaveIsADifference() {
        Comparison comparison = compared(Map.of(), Map.of(KEY, HELD));

        assertThat(comparison.differences()).extracting(Difference::server).containsOnlyNulls();
    }

    @Test
    void theSameAddressInTwoVpnsIsTwoBindings() {
        RowKey inBlue = new RowKey("blue", "10.0.0.1");

        Comparison comparison = compared(Map.of(KEY, HELD), Map.of(inBlue, HELD));

        assertThat(comparison.differences()).extracting(Difference::key).containsExactlyInAnyOrder(KEY, inBlue);
    }

    private static Comparison compared(Map<RowKey, Row> server, Map<RowKey, Row> kafka) {
        return Comparison.of(server, kafka, NOW);
    }

    private static Row row(Map<String, String> fields) {
        return new Row(new TreeMap<>(fields));
    }

    private static Row with(Row row, String field, String value) {
        TreeMap<String, String> more = new TreeMap<>(row.fields());
        more.put(field, value);
        return new Row(more);
    }

    private static Row without(Row row, String field) {
        TreeMap<String, String> less = new TreeMap<>(row.fields());
        less.remove(field);
        return new Row(less);
    }
}
