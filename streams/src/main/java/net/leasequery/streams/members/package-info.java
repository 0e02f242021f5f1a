/** Reads bindings, heartbeats and events, and derives from them how far the view of each server is complete. */
@NullMarked
package net.leasequery.streams.members;

import org.jspecify.annotations.NullMarked;
