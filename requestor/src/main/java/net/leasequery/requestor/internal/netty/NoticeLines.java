package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.NoticeVisitor;
import net.leasequery.requestor.SettingNames;
import org.slf4j.event.Level;

/** The log line for each kind of notice. */
final class NoticeLines implements NoticeVisitor<NoticeLines.Line> {

    /**
     * A line, without the server's name at its beginning.
     *
     * @param limited whether the server can cause any number of such lines
     */
    record Line(Level level, String text, boolean limited) {

        static Line debug(String text) {
            return new Line(Level.DEBUG, text, false);
        }

        static Line info(String text) {
            return new Line(Level.INFO, text, false);
        }

        static Line warn(String text) {
            return new Line(Level.WARN, text, false);
        }

        static Line limitedWarn(String text) {
            return new Line(Level.WARN, text, true);
        }
    }

    private final SettingNames names;

    /** @param names names of the settings as the operator knows them */
    NoticeLines(SettingNames names) {
        this.names = names;
    }

    @Override
    public Line connected(Notice.Connected notice) {
        return Line.info("connected to " + notice.peer() + ", " + notice.security());
    }

    @Override
    public Line disconnected(Notice.Disconnected notice) {
        String text = "not connected (" + notice.reason() + "): " + notice.detail();
        return notice.reason() == DisconnectReason.QUERY_TERMINATED ? Line.info(text) : Line.warn(text);
    }

    @Override
    public Line catchUpCompleted(Notice.CatchUpCompleted notice) {
        return Line.info("catch-up complete, " + notice.bindings() + " bindings received");
    }

    @Override
    public Line dataMissing(Notice.DataMissing notice) {
        return Line.limitedWarn("the server no longer has the " + notice.gap()
                + names.in(". They are loaded by a bulk query, unless snapshotMode is NEVER"));
    }

    @Override
    public Line clockStepped(Notice.ClockStepped notice) {
        ClockStep step = notice.step();
        return Line.limitedWarn("the server's clock was set from " + step.from() + " to " + step.to() + " ("
                + step.seconds() + " s). This alone ends no lease; affected bindings are loaded again");
    }

    @Override
    public Line snapshotStarted(Notice.SnapshotStarted notice) {
        return Line.info("snapshot " + notice.backfillId() + " started");
    }

    @Override
    public Line snapshotCompleted(Notice.SnapshotCompleted notice) {
        return Line.info("snapshot " + notice.backfillId() + " complete, " + notice.bindings() + " bindings received");
    }

    @Override
    public Line gapFilled(Notice.GapFilled notice) {
        return Line.info("the missing " + notice.gap() + " are loaded, " + notice.bindings() + " bindings received");
    }

    @Override
    public Line backfillFailed(Notice.BackfillFailed notice) {
        return Line.limitedWarn("loading the " + notice.gap() + " failed and is retried: " + notice.reason());
    }

    @Override
    public Line questionAnswered(Notice.QuestionAnswered notice) {
        return Line.debug("question " + notice.questionId() + " was answered");
    }

    @Override
    public Line questionFailed(Notice.QuestionFailed notice) {
        return Line.debug("question " + notice.questionId() + " was not answered: " + notice.reason());
    }

    @Override
    public Line storeRecreated(Notice.StoreRecreated notice) {
        return Line.warn("the stored bindings are lost and are loaded again: " + notice.detail());
    }

    @Override
    public Line tableFull(Notice.TableFull notice) {
        return Line.warn(notice.detail() + " (limit " + notice.limitOctets() + " octets)");
    }

    @Override
    public Line pollStarted(Notice.PollStarted notice) {
        return Line.debug("poll " + notice.pollId() + " started");
    }

    @Override
    public Line pollCompleted(Notice.PollCompleted notice) {
        return Line.info("poll " + notice.pollId() + " complete, " + notice.bindings() + " bindings received"
                + (notice.full() ? "" : ", changes only"));
    }

    @Override
    public Line serverChanged(Notice.ServerChanged notice) {
        return Line.warn("another server answers. Its identity is " + notice.now() + ", the previous one was "
                + notice.before()
                + names.in(". All its bindings are loaded, unless snapshotMode is NEVER. If both are one server with"
                        + " several identifiers, name them in serverIdentity; if they are two servers, give each its"
                        + " own serverName"));
    }

    @Override
    public Line queryTerminated(Notice.QueryTerminated notice) {
        return Line.info("the server ended the query" + (notice.text().isEmpty() ? "" : ": " + notice.text()));
    }

    @Override
    public Line malformedMessage(Notice.MalformedMessage notice) {
        return Line.limitedWarn("the server sent a malformed message: " + notice.reason() + ". It begins with "
                + notice.leadingOctets()
                + names.in(". Unless malformedMessages is skip or quarantine, the connection is made again and the"
                        + " query repeated"));
    }
}
