package net.leasequery.quickstart.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import net.leasequery.quickstart.ConnectClusterExtension;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The product's promise: after any sequence of faults, the last record of each key is what the server has.
 *
 * <p>{@code -Dleasequery.schedules} and {@code -Dleasequery.seed} run more, or the same again; so does
 * {@code bin/soak}, without a build around it. A seed repeats what happens, not how it meets the processes.
 */
@ExtendWith(ConnectClusterExtension.class)
class FaultScheduleIT {
    private static final int SCHEDULES = Integer.getInteger("leasequery.schedules", 25);
    private static final long SEED =
            Long.getLong("leasequery.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    @Test
    void nothingIsLostAndNothingIsWrongAfterRandomFaults(ConnectCluster cluster, WorkFolder work) throws Exception {
        Soak soak = new Soak(Installation.fromSystemProperty(), cluster, work.of("soak"), System.out::println);

        Tally tally = soak.run(SoakSettings.of(SEED, SCHEDULES));

        assertThat(tally.isClean())
                .as("seed %d\n%s\n%s", SEED, Tally.HEADING, tally)
                .isTrue();
        assertThat(tally.faults()).isGreaterThan(SCHEDULES);
    }
}
