package net.leasequery.simulator.churn;

import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Relay;

/**
 * A client of the simulated network and the line that it is attached to. A subscriber is a function of its number: it
 * shows the same identity whenever it appears.
 *
 * @param client what it sends about itself
 * @param relay what its relay agent adds about its line
 */
record Subscriber(Client client, Relay relay) {}
