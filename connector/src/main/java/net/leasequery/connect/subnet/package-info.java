/**
 * The addresses that a connector writes to Kafka: subnets, and address sets built from them. Knows only addresses; must
 * not know records, offsets or configuration keys.
 */
@NullMarked
package net.leasequery.connect.subnet;

import org.jspecify.annotations.NullMarked;
