package net.leasequery.requestor.internal.protocol;

import java.util.List;

/**
 * Outcome of one transition.
 *
 * @param state the conversation is in now
 * @param effects to perform, in order
 */
public record Step(ConversationState state, List<ConversationEffect> effects) {

    /** Makes the list immutable. */
    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(ConversationState state, ConversationEffect... effects) {
        return new Step(state, List.of(effects));
    }
}
