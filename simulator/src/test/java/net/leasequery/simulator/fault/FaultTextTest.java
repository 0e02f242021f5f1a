package net.leasequery.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("close", ConnectionFault.of(Harm.CLOSE, Moment.now(Target.ANY))),
                Arguments.of(
                        "reset target=active after-messages=100",
                        ConnectionFault.of(Harm.RESET, Moment.afterMessages(Target.ACTIVE, 100))),
                Arguments.of(
                        "close after-octets=5000 target=bulk",
                        ConnectionFault.of(Harm.CLOSE, Moment.afterOctets(Target.BULK, 5000))),
                Arguments.of("truncate", ConnectionFault.of(Harm.TRUNCATE, Moment.now(Target.ANY))),
                Arguments.of("oversize", ConnectionFault.of(Harm.OVERSIZE, Moment.now(Target.ANY))),
                Arguments.of("wrong-xid", ConnectionFault.of(Harm.WRONG_XID, Moment.now(Target.ANY))),
                Arguments.of("garbage octets=7", new ConnectionFault(Harm.GARBAGE, Moment.now(Target.ANY), 7)),
                Arguments.of("duplicate copies=2", new ConnectionFault(Harm.DUPLICATE, Moment.now(Target.ANY), 2)),
                Arguments.of("reorder window=5", new ConnectionFault(Harm.REORDER, Moment.now(Target.ANY), 5)),
                Arguments.of("stall millis=300", new ConnectionFault(Harm.STALL, Moment.now(Target.ANY), 300)),
                Arguments.of("terminate status=1", new ConnectionFault(Harm.TERMINATE, Moment.now(Target.ANY), 1)),
                Arguments.of("backlog millis=900 reset-after=4", new Fault.Backlog(Duration.ofMillis(900), 4)),
                Arguments.of("refuse target=bulk status=77 queries=2", new Fault.Refuse(Target.BULK, 77, 2)),
                Arguments.of("slow-writes millis=3", new Fault.SlowWrites(Duration.ofMillis(3))),
                Arguments.of("slow-reads millis=3", new Fault.SlowReads(Duration.ofMillis(3))),
                Arguments.of(
                        "limit-connections limit=1 millis=50", new Fault.LimitConnections(1, Duration.ofMillis(50))),
                Arguments.of("forget-history", new Fault.ForgetHistory()),
                Arguments.of("step-clock seconds=-3600", new Fault.StepClock(Duration.ofHours(-1))),
                Arguments.of(
                        "restart history=forget orderly=false down=50",
                        new Fault.Restart(false, false, Duration.ofMillis(50))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void readsWhatAPersonTypes(String text, Fault fault) {
        assertThat(FaultText.parse(Family.IPV4, text)).isEqualTo(fault);
    }

    @Test
    void endsAQueryByTheNumberThatTheFamilyHasForQueryTerminated() {
        assertThat(FaultText.parse(Family.IPV4, "terminate"))
                .isEqualTo(new ConnectionFault(Harm.TERMINATE, Moment.now(Target.ANY), 2));
        assertThat(FaultText.parse(Family.IPV6, "terminate"))
                .isEqualTo(new ConnectionFault(Harm.TERMINATE, Moment.now(Target.ANY), 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "explode",
                "close target=nobody",
                "close after-messages=many",
                "close after-messages=-1",
                "close colour=red",
                "close now",
                "garbage octets=70000",
                "restart history=perhaps",
                "restart orderly=no"
            })
    void refusesWhatIsNoFault(String text) {
        assertThatThrownBy(() -> FaultText.parse(Family.IPV4, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explode | no such fault: \"explode\"; known are close",
                "close target=nobody | target=nobody is not one of any, active, bulk",
                "close colour=red | close has no [colour]; known are",
                "restart history=perhaps | history=perhaps is not one of keep, forget",
                "restart orderly=no | orderly=no is not one of true, false"
            })
    void namesTheKeyTheValueAndWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> FaultText.parse(Family.IPV4, text)).hasMessageContaining(message);
    }
}
