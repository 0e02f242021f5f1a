package net.leasequery.requestor;

/**
 * Has one method for each kind of {@link Notice}, so that the compiler finds every place that has to handle a new kind.
 *
 * @param <R> what the methods return
 */
public interface NoticeVisitor<R> {

    /** For {@link Notice.Connected}. */
    R connected(Notice.Connected notice);

    /** For {@link Notice.Disconnected}. */
    R disconnected(Notice.Disconnected notice);

    /** For {@link Notice.CatchUpCompleted}. */
    R catchUpCompleted(Notice.CatchUpCompleted notice);

    /** For {@link Notice.DataMissing}. */
    R dataMissing(Notice.DataMissing notice);

    /** For {@link Notice.ClockStepped}. */
    R clockStepped(Notice.ClockStepped notice);

    /** For {@link Notice.SnapshotStarted}. */
    R snapshotStarted(Notice.SnapshotStarted notice);

    /** For {@link Notice.SnapshotCompleted}. */
    R snapshotCompleted(Notice.SnapshotCompleted notice);

    /** For {@link Notice.GapFilled}. */
    R gapFilled(Notice.GapFilled notice);

    /** For {@link Notice.BackfillFailed}. */
    R backfillFailed(Notice.BackfillFailed notice);

    /** For {@link Notice.QuestionAnswered}. */
    R questionAnswered(Notice.QuestionAnswered notice);

    /** For {@link Notice.QuestionFailed}. */
    R questionFailed(Notice.QuestionFailed notice);

    /** For {@link Notice.StoreRecreated}. */
    R storeRecreated(Notice.StoreRecreated notice);

    /** For {@link Notice.TableFull}. */
    R tableFull(Notice.TableFull notice);

    /** For {@link Notice.PollStarted}. */
    R pollStarted(Notice.PollStarted notice);

    /** For {@link Notice.PollCompleted}. */
    R pollCompleted(Notice.PollCompleted notice);

    /** For {@link Notice.ServerChanged}. */
    R serverChanged(Notice.ServerChanged notice);

    /** For {@link Notice.QueryTerminated}. */
    R queryTerminated(Notice.QueryTerminated notice);

    /** For {@link Notice.MalformedMessage}. */
    R malformedMessage(Notice.MalformedMessage notice);
}
