/**
 * A source connector for the worker of {@code bin/bench path} that hands over ready records: the ceiling against
 * which the connector is measured. Its records are those that the connector made from the same server's answers.
 */
@NullMarked
package net.leasequery.systemtests.path.replay;

import org.jspecify.annotations.NullMarked;
