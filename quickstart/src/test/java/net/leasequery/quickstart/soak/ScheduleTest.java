package net.leasequery.quickstart.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofSeconds(20);

    @Test
    void theSeedDecidesEverything() {
        Schedule first = Schedule.random(42, 12, LENGTH);
        Schedule again = Schedule.random(42, 12, LENGTH);

        assertThat(again).isEqualTo(first).hasToString(first.toString());
        assertThat(Schedule.random(43, 12, LENGTH)).isNotEqualTo(first);
    }

    @Test
    void asManyFaultsAsAskedForBeginWithinTheLength() {
        Schedule schedule = Schedule.random(42, 12, LENGTH);

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
    void everyKindOfFaultComesUpInAHundredSchedules() {
        assertThat(LongStream.range(0, 100)
                        .mapToObj(seed -> Schedule.random(seed, 12, LENGTH))
                        .flatMap(schedule -> schedule.connectorFaults().stream())
                        .map(Timed::what))
                .contains(ConnectorFault.values());
    }
}
