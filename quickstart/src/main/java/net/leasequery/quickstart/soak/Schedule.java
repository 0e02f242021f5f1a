package net.leasequery.quickstart.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.leasequery.simulator.fault.FaultScript;

/**
 * What happens to one server and to the connector that follows it: a function of the seed.
 *
 * @param serverFaults connections and the server as a whole
 * @param connectorFaults in order of time
 */
record Schedule(long seed, Setting setting, FaultScript serverFaults, List<Timed<ConnectorFault>> connectorFaults) {

    private static final int SERVER_FAULTS_PER_CONNECTOR_FAULT = 6;

    Schedule {
        connectorFaults = Timed.inOrder(connectorFaults);
    }

    /**
     * Draws a schedule.
     *
     * @param faults how many, of server and connector together
     * @param length all of them begin within it
     */
    static Schedule random(long seed, int faults, Duration length) {
        Random random = new Random(seed);
        Setting setting = Setting.random(seed, random);
        int ofConnector = faults / SERVER_FAULTS_PER_CONNECTOR_FAULT;
        List<Timed<ConnectorFault>> connectorFaults = new ArrayList<>();
        for (int i = 0; i < ofConnector; i++) {
            ConnectorFault[] kinds = ConnectorFault.values();
            connectorFaults.add(new Timed<>(
                    Duration.ofMillis(random.nextInt((int) length.toMillis())), kinds[random.nextInt(kinds.length)]));
        }
        FaultScript serverFaults = FaultScript.random(random.nextLong(), faults - ofConnector, length, fault -> true);
        return new Schedule(seed, setting, serverFaults, connectorFaults);
    }

    int faults() {
        return serverFaults.steps().size() + connectorFaults.size();
    }

    /** The schedule on lines of its own, for whoever looks into a failure. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + ", " + setting);
        serverFaults.steps().forEach(step -> text.append("\n    ").append(new Timed<>(step.at(), step.fault())));
        connectorFaults.forEach(step -> text.append("\n    ").append(step));
        return text.toString();
    }
}
