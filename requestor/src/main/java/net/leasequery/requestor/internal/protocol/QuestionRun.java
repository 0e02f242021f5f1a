package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Question;

/**
 * A question that is being asked.
 *
 * @param question that is asked
 * @param pass through its queries
 * @param connected whether a query is open; if not, a connection is being made
 * @param unanswered indexes of the question's queries that the server refused, or whose answer lacks a message
 * @param window as of {@link BackfillRun}
 */
public record QuestionRun(
        Question question, BulkPass pass, boolean connected, List<Integer> unanswered, BackfillWindow window) {

    /** Makes the list immutable. */
    public QuestionRun {
        unanswered = List.copyOf(unanswered);
    }

    static QuestionRun of(Question question, BackfillWindow window) {
        return new QuestionRun(question, BulkPass.beginning(question.id(), 0), false, List.of(), window);
    }

    BulkRequest request() {
        return new BulkRequest(pass.xid(), question.queries().get(pass.index()), Gap.SNAPSHOT);
    }

    QuestionRun on(int firstXid) {
        return new QuestionRun(question, pass.continuedWith(firstXid), true, unanswered, window);
    }

    QuestionRun cutOff() {
        return new QuestionRun(question, pass, false, unanswered, window);
    }

    QuestionRun with(BulkPass next) {
        return new QuestionRun(question, next, connected, unanswered, window);
    }

    /** Marks the current query as unanswered. */
    QuestionRun withoutAnswer() {
        if (unanswered.contains(pass.index())) {
            return this;
        }
        List<Integer> more = new ArrayList<>(unanswered);
        more.add(pass.index());
        return new QuestionRun(question, pass, connected, more, window);
    }

    boolean isLast() {
        return pass.index() + 1 == question.queries().size();
    }
}
