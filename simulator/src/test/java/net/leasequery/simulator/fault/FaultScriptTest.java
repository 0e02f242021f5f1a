package net.leasequery.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(FaultScript.random(7, 100, MINUTE, fault -> true))
                .isEqualTo(FaultScript.random(7, 100, MINUTE, fault -> true))
                .isNotEqualTo(FaultScript.random(8, 100, MINUTE, fault -> true));
    }

    @Test
    void comesInOrderAndInTime() {
        List<FaultScript.Step> steps =
                FaultScript.random(7, 100, MINUTE, fault -> true).steps();

        assertThat(steps).hasSize(100).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(steps.get(99).at()).isLessThanOrEqualTo(MINUTE);
    }

    @Test
    void drawsEveryKindOfFaultAndHarm() {
        List<Fault> faults = FaultScript.random(7, 2000, MINUTE, fault -> true).steps().stream()
                .map(FaultScript.Step::fault)
                .toList();

        assertThat(faults)
                .filteredOn(ConnectionFault.class::isInstance)
                .extracting(fault -> ((ConnectionFault) fault).harm())
                .contains(Harm.values());
        assertThat(faults)
                .hasAtLeastOneElementOfType(Fault.Backlog.class)
                .hasAtLeastOneElementOfType(Fault.Refuse.class)
                .hasAtLeastOneElementOfType(Fault.LimitConnections.class)
                .hasAtLeastOneElementOfType(Fault.ForgetHistory.class)
                .hasAtLeastOneElementOfType(Fault.StepClock.class)
                .hasAtLeastOneElementOfType(Fault.Restart.class);
    }

    @Test
    void drawsOnlyWhatIsAllowed() {
        assertThat(FaultScript.random(7, 100, MINUTE, Fault.StepClock.class::isInstance)
                        .steps())
                .extracting(FaultScript.Step::fault)
                .hasOnlyElementsOfType(Fault.StepClock.class);
    }

    @Test
    void refusesToDrawFromNothing() {
        assertThatThrownBy(() -> FaultScript.random(7, 1, MINUTE, fault -> false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
