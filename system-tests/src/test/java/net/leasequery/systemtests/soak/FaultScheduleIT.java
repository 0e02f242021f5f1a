package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.lease.Family;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The product's promise: after any sequence of faults, the last record of each key is what the server has.
 *
 * <p>{@code -Dleasequery.schedules} and {@code -Dleasequery.seed} run more, or the same again; so does
 * {@code bin/soak}, without a build around it. A seed repeats what happens, not how it meets the processes.
 */
@ExtendWith(ConnectClusterExtension.class)
class FaultScheduleIT {
    /** Always the same unless given, so that a build tells of the commit and not of the dice; {@code bin/soak} throws. */
    private static final long SEED = Long.getLong("leasequery.seed", 925_161_795);

    /** Two rounds; {@code bin/soak} and the simulation have more. */
    private static final int SCHEDULES = Integer.getInteger("leasequery.schedules", 18);

    @ParameterizedTest
    @EnumSource(Family.class)
    void nothingIsLostAndNothingIsWrongAfterRandomFaults(Family family, ConnectCluster cluster, WorkFolder work)
            throws Exception {
        List<String> report = new ArrayList<>();
        Soak soak = new Soak(Installation.fromSystemProperty(), cluster, work.of("soak"), line -> {
            System.out.println(line);
            report.add(line);
        });

        Tally tally = soak.run(SoakSettings.of(family, SEED, SCHEDULES));

        assertThat(tally.isClean())
                .as("%s, seed %d\n%s", family, SEED, found(report))
                .isTrue();
        assertThat(tally.faults()).isGreaterThan(SCHEDULES);
    }

    /** What broke the promise, without the sums of each round: a build server may show little more than this. */
    private static String found(List<String> report) {
        return report.stream().filter(line -> line.startsWith(Soak.FAILED)).collect(Collectors.joining("\n"));
    }
}
