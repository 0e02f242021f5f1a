/**
 * A source connector for the worker of {@code bin/bench path} that hands over records which exist already: the ceiling that the
 * connector is measured against. Its records are those that the connector has made of the same server's answers.
 */
@NullMarked
package net.leasequery.systemtests.path.replay;

import org.jspecify.annotations.NullMarked;
