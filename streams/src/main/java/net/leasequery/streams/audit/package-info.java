/**
 * Findings: what is at odds for longer than it may be. A trouble becomes a finding when every suspect's view is complete
 * beyond the moment by which the change should have reached it; what waits for that lies in an ordered store.
 */
@NullMarked
package net.leasequery.streams.audit;

import org.jspecify.annotations.NullMarked;
