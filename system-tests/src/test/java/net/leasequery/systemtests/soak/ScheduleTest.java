package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(Family.class)
    void theSeedDecidesEverything(Family family) {
        Schedule first = Schedule.random(family, 42, 12, LENGTH);
        Schedule again = Schedule.random(family, 42, 12, LENGTH);

        assertThat(again).isEqualTo(first).hasToString(first.toString());
        assertThat(Schedule.random(family, 43, 12, LENGTH)).isNotEqualTo(first);
    }

    @Test
    void asManyFaultsAsAskedForBeginWithinTheLength() {
        Schedule schedule = Schedule.random(Family.IPV4, 42, 12, LENGTH);

        assertThat(schedule.faults()).isEqualTo(12);
        assertThat(schedule.connectorFaults())
                .hasSize(2)
                .allMatch(fault -> fault.at().compareTo(LENGTH) < 0);
        assertThat(schedule.serverFaults().steps()).allMatch(step -> step.at().compareTo(LENGTH) < 0);
    }

    @Test
    void aClockThatIsPutRightWithinAMinuteIsNotAmongTheFaults() {
        FaultScript script = new FaultScript(List.of(clock(1, -900), clock(2, 400), clock(3, 480), clock(4, -10)));

        FaultScript noticeable = Schedule.withNoticeableClockSteps(script);

        assertThat(noticeable.steps()).containsExactly(clock(1, -900), clock(2, 400), clock(4, -10));
    }

    private static FaultScript.Step clock(int atSecond, int bySeconds) {
        return new FaultScript.Step(Duration.ofSeconds(atSecond), new Fault.StepClock(Duration.ofSeconds(bySeconds)));
    }

    @Test
    void noServerLeavesAGapThatOnlyBulkQueriesCouldFillWhereThereAreNone() {
        List<Schedule> withoutBulk = LongStream.range(0, 100)
                .mapToObj(seed -> Schedule.random(Family.IPV6, seed, 12, LENGTH))
                .filter(schedule -> !schedule.setting().bulk())
                .toList();

        assertThat(withoutBulk).hasSizeBetween(10, 40).allSatisfy(schedule -> {
            assertThat(schedule.setting().initialLeases()).isZero();
            assertThat(schedule.setting().connectorConfiguration("kafka:9092")).doesNotContainKey("bulk.query.types");
            assertThat(schedule.serverFaults().steps())
                    .map(FaultScript.Step::fault)
                    .noneMatch(fault -> fault instanceof Fault.ForgetHistory)
                    .noneMatch(fault -> fault instanceof Fault.StepClock)
                    .noneMatch(fault -> fault instanceof Fault.Restart restart && !restart.keepHistory());
        });
    }

    @Test
    void nothingIsLeftOutOfAnAnswerThatAloneTellsWhatVanished() {
        Fault garbage = new ConnectionFault(Harm.GARBAGE, Moment.now(Target.BULK), 10);
        List<Setting> settings = LongStream.range(0, 100)
                .mapToObj(seed -> Schedule.random(Family.IPV6, seed, 12, LENGTH).setting())
                .toList();

        assertThat(settings)
                .allSatisfy(setting -> assertThat(setting.allows(garbage))
                        .isEqualTo("fail".equals(setting.connector().get("malformed.message.policy"))));
    }

    @Test
    void someConnectorsOfDhcpv4CannotReadTheirTopicBackAndAllOthersCan() {
        for (Family family : Family.values()) {
            long without = LongStream.range(0, 100)
                    .mapToObj(seed -> Schedule.random(family, seed, 12, LENGTH).setting())
                    .filter(setting ->
                            !setting.connectorConfiguration("kafka:9092").containsKey("sweep.bootstrap.servers"))
                    .count();

            assertThat(without).isBetween(family == Family.IPV4 ? 10L : 0L, family == Family.IPV4 ? 40L : 0L);
        }
    }

    @Test
    void everyKindOfFaultComesUpInAHundredSchedules() {
        assertThat(LongStream.range(0, 100)
                        .mapToObj(seed -> Schedule.random(Family.IPV4, seed, 12, LENGTH))
                        .flatMap(schedule -> schedule.connectorFaults().stream())
                        .map(Timed::what))
                .contains(ConnectorFault.values());
    }
}
