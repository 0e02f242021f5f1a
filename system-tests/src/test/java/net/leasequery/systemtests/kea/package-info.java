/**
 * A DHCP server that we did not write: ISC Kea, as {@code dev/kea} runs it, its control socket, and its
 * own lease file as the truth that the topic is compared with. Must not know Kafka.
 */
@NullMarked
package net.leasequery.systemtests.kea;

import org.jspecify.annotations.NullMarked;
