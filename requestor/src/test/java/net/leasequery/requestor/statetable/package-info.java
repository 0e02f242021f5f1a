/**
 * The state tables of the three machines, with expectations written by hand: each row is a test and a
 * line of docs/state-machine.md.
 */
@NullMarked
package net.leasequery.requestor.statetable;

import org.jspecify.annotations.NullMarked;
