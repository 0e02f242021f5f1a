/** Runs each benchmark of the whole path once, and times nothing. */
@NullMarked
package net.leasequery.systemtests.path;

import org.jspecify.annotations.NullMarked;
