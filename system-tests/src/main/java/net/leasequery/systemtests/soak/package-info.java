/**
 * Random faults in every part of the path from DHCP server to topic, and the judgement afterwards: is the
 * last record of each key what the server has?
 *
 * <p>A seed decides what happens and when; how it meets the processes is left to the machine. Uses
 * {@code cluster} for processes, {@code table} for the comparison, and the simulator as a library. Must not
 * know the connector but through its configuration, its topics and Connect's REST API.
 */
@NullMarked
package net.leasequery.systemtests.soak;

import org.jspecify.annotations.NullMarked;
