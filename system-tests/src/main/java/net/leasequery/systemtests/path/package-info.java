/**
 * Timing of the whole path: a simulated server, a worker, a broker and a consumer, with each connector compared to
 * one that hands over ready records. May use everything. Not thread-safe unless a class says otherwise.
 */
@NullMarked
package net.leasequery.systemtests.path;

import org.jspecify.annotations.NullMarked;
