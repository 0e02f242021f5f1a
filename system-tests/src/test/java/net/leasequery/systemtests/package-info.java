/**
 * End-to-end tests: every process is a real one, and nothing is looked at but what a user could look at.
 */
@NullMarked
package net.leasequery.systemtests;

import org.jspecify.annotations.NullMarked;
