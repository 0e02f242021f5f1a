/**
 * The whole path, timed: a simulated server, a worker, a broker and a consumer, each connector beside one that hands over records
 * which exist already. May use everything. Not thread-safe unless a class says otherwise.
 */
@NullMarked
package net.leasequery.systemtests.path;

import org.jspecify.annotations.NullMarked;
