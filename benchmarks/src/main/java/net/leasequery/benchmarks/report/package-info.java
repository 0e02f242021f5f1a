/** Runs benchmarks, compares them, and writes the page of results. */
@NullMarked
package net.leasequery.benchmarks.report;

import org.jspecify.annotations.NullMarked;
