package net.leasequery.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.leasequery.simulator.lease.Family;

/** Draws only faults from which a correct requestor loses no data. Sizes are chosen for tests that last seconds. */
final class RandomFaults {

    private static final int ATTEMPTS = 1000;

    private static final int NO_SUCH_STATUS = 77;

    private final Random random;

    private final Family family;

    private final List<Supplier<Fault>> kinds;

    RandomFaults(Random random, Family family) {
        this.random = random;
        this.family = family;
        this.kinds = kinds();
    }

    Fault next(Predicate<Fault> allowed) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Fault fault = kinds.get(random.nextInt(kinds.size())).get();
            if (allowed.test(fault)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("none of " + ATTEMPTS + " random faults is allowed");
    }

    Duration durationUpTo(Duration most) {
        return Duration.ofMillis((long) (random.nextDouble() * most.toMillis()));
    }

    private List<Supplier<Fault>> kinds() {
        return List.of(
                () -> ConnectionFault.of(Harm.CLOSE, moment()),
                () -> ConnectionFault.of(Harm.RESET, moment()),
                () -> ConnectionFault.of(Harm.TRUNCATE, messages()),
                () -> ConnectionFault.of(Harm.OVERSIZE, messages()),
                () -> ConnectionFault.of(Harm.WRONG_XID, messages()),
                () -> new ConnectionFault(Harm.GARBAGE, messages(), upTo(600)),
                () -> new ConnectionFault(Harm.DUPLICATE, messages(), 1 + upTo(3)),
                () -> new ConnectionFault(Harm.REORDER, messages(), 2 + upTo(30)),
                () -> new ConnectionFault(Harm.STALL, moment(), 50 + upTo(1000)),
                () -> new ConnectionFault(Harm.TERMINATE, messages(), endingStatus()),
                () -> new Fault.Backlog(Duration.ofMillis(200 + upTo(2000)), upTo(200)),
                () -> new Fault.Refuse(target(), refusingStatus(), 1 + upTo(2)),
                () -> new Fault.LimitConnections(upTo(2), Duration.ofMillis(200 + upTo(1000))),
                Fault.ForgetHistory::new,
                () -> new Fault.StepClock(Duration.ofSeconds(upTo(7200) - 3600)),
                () -> new Fault.Restart(random.nextBoolean(), random.nextBoolean(), Duration.ofMillis(upTo(500))));
    }

    /** UnspecFail, QueryTerminated or MalformedQuery. */
    private int endingStatus() {
        return switch (family) {
            case IPV4 -> oneOf(1, 2, 3);
            case IPV6 -> oneOf(1, 11, 8);
        };
    }

    /** UnspecFail, QueryTerminated, NotAllowed, or an undefined code. */
    private int refusingStatus() {
        return switch (family) {
            case IPV4 -> oneOf(1, 2, 4, NO_SUCH_STATUS);
            case IPV6 -> oneOf(1, 11, 10, NO_SUCH_STATUS);
        };
    }

    private Moment moment() {
        return random.nextBoolean() ? messages() : Moment.afterOctets(target(), upTo(200_000));
    }

    private Moment messages() {
        return Moment.afterMessages(target(), upTo(500));
    }

    private Target target() {
        return random.nextInt(3) == 0 ? Target.BULK : Target.ACTIVE;
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private int upTo(int most) {
        return random.nextInt(most + 1);
    }
}
