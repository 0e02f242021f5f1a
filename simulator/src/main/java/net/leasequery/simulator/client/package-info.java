/**
 * DHCP clients that lease addresses from simulated servers, and their own record of what they hold until when: the
 * truth against which every server's table can be compared.
 */
@NullMarked
package net.leasequery.simulator.client;

import org.jspecify.annotations.NullMarked;
