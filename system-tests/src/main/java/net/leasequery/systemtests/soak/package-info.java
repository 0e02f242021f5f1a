/**
 * Random faults in every part of the path from DHCP server to topic, and the judgement afterwards: does the last
 * record of each key equal the server's lease?
 *
 * <p>A seed decides what happens and when; its timing relative to the processes depends on the machine. Uses
 * {@code cluster} for processes, {@code table} for the comparison, and the simulator as a library. Must know the
 * connector only through its configuration, its topics and Connect's REST API.
 */
@NullMarked
package net.leasequery.systemtests.soak;

import org.jspecify.annotations.NullMarked;
