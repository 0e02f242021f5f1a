/**
 * The processes of a small but real site: Kafka broker, schema registry, Connect worker, DHCP server,
 * and a client of the worker's REST API.
 *
 * <p>Uses {@code process} and the files that the build has put together ({@code Installation}). Starts
 * everything on the loopback address. Must not know what is in the records.
 */
@NullMarked
package net.leasequery.quickstart.cluster;

import org.jspecify.annotations.NullMarked;
