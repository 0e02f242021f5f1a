/**
 * The simulator as a program: command line, control port, clean end. Uses the public API of the server
 * and nothing behind it.
 */
@NullMarked
package net.leasequery.simulator.cli;

import org.jspecify.annotations.NullMarked;
