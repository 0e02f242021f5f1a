package net.leasequery.systemtests.simulation;

import java.util.List;

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
        Disturbances disturbances) {}
