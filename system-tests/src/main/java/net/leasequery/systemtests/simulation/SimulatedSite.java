package net.leasequery.systemtests.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that takes part in a simulation. */
record SimulatedSite(
        VirtualTime time,
        List<SimulatedServer> servers,
        SimulatedNetwork network,
        SimulatedKafka kafka,
        SimulatedWorker worker,
        SimulatedClients clients,
        SimulatedOperator operator,
        Invariants invariants,
        Disturbances disturbances,
        @Nullable Neighbour neighbour) {}
