package net.leasequery.requestor.session;

import java.util.List;
import net.leasequery.requestor.backfill.BackfillEffect;
import net.leasequery.requestor.conversation.ConversationEffect;

/**
 * Outcome of one transition.
 *
 * @param state the requestor is in now
 * @param live effects on the live connection, to perform first, in order
 * @param backfill effects on the bulk connection, to perform then, in order
 */
public record SessionStep(SessionState state, List<ConversationEffect> live, List<BackfillEffect> backfill) {}
