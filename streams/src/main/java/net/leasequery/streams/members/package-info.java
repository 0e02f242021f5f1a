/**
 * How far the view of each server can be trusted, from its bindings, heartbeats and events; and the reading of these.
 */
@NullMarked
package net.leasequery.streams.members;

import org.jspecify.annotations.NullMarked;
