/**
 * Findings: differences that outlast the grace. A trouble becomes a finding when the view of every server involved is
 * complete beyond the moment by which the change should have reached it; until then it waits in an ordered store.
 */
@NullMarked
package net.leasequery.streams.audit;

import org.jspecify.annotations.NullMarked;
