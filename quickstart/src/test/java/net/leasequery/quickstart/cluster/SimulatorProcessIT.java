package net.leasequery.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.table.LeaseTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorProcessIT {
    private static final int ADDRESSES = 256;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SimulatorProcess simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = new SimulatorProcess(
                Installation.fromSystemProperty(),
                WorkFolder.at(folder),
                FreePort.next(),
                SimulatorOptions.quiet().withRange("10.9.0.0/24"));
        simulator.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aQuietServerHasNoLeasesUntilItIsGivenARate() throws Exception {
        assertThat(activeLeases()).isZero();

        simulator.rate(500);

        await().atMost(Duration.ofSeconds(20)).until(() -> activeLeases() > 20);
    }

    @Test
    void aQuiescedServersTableStandsStill() throws Exception {
        simulator.rate(500);
        await().atMost(Duration.ofSeconds(20)).until(() -> activeLeases() > 20);

        simulator.quiesce();

        var before = LeaseTables.ofSimulator(simulator.table());
        assertThat(before).hasSize(ADDRESSES);
        assertThat(LeaseTables.ofSimulator(simulator.table())).isEqualTo(before);
    }

    @Test
    void aKilledServerComesBackOnItsPortWithoutItsLeases() throws Exception {
        simulator.rate(500);
        await().atMost(Duration.ofSeconds(20)).until(() -> activeLeases() > 20);

        simulator.kill();
        simulator.start();

        assertThat(activeLeases()).isZero();
    }

    @Test
    void aCommandThatTheSimulatorRefusesIsAnError() {
        assertThatThrownBy(() -> simulator.control("frobnicate"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("frobnicate");
    }

    private long activeLeases() throws IOException {
        return LeaseTables.ofSimulator(simulator.table()).values().stream()
                .map(row -> row.field("state"))
                .filter("ACTIVE"::equals)
                .count();
    }
}
