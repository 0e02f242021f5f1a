/**
 * Which addresses a connector brings to Kafka: subnets, and sets of addresses made of them. Knows addresses alone; must
 * not know records, offsets or configuration keys.
 */
@NullMarked
package net.leasequery.connect.subnet;

import org.jspecify.annotations.NullMarked;
