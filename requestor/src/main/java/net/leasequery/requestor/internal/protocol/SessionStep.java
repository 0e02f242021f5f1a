package net.leasequery.requestor.internal.protocol;

import java.util.List;

/**
 * Outcome of one transition.
 *
 * @param state the requestor is in now
 * @param live effects on the live connection, to perform first, in order
 * @param backfill effects on the bulk connection, to perform then, in order
 */
public record SessionStep(SessionState state, List<ConversationEffect> live, List<BackfillEffect> backfill) {}
