/** The simulator as a program: command line, control port, orderly shutdown. Uses only the public API of the server. */
@NullMarked
package net.leasequery.simulator.cli;

import org.jspecify.annotations.NullMarked;
