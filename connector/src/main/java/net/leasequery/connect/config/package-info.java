/**
 * Configuration: keys, defaults and texts, validation of values by themselves and against each other, and the typed
 * view that the rest of the connector reads. Uses Kafka's ConfigDef and the requestor's settings; no code outside this
 * package sees a configuration key as a string. RFC 7724 section 5.3 for the timers.
 */
@NullMarked
package net.leasequery.connect.config;

import org.jspecify.annotations.NullMarked;
