package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.Backfill;
import net.leasequery.requestor.internal.protocol.BackfillWindow;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.Conversation;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.Effect;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.Session;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.Step;
import org.jspecify.annotations.Nullable;

/** Drives a live stream and the back-fill beside it. */
final class SessionDriver extends StateMachineDriver<SessionState> {

    private final Session session;
    private final ReconnectingConnection<ConversationEvent> live;
    private boolean answered;

    SessionDriver(RequestorContext context, ResumeState resumeState) {
        super(
                context,
                context.peerConnector(),
                SessionState.initial(resumeState, context.settings().snapshotMode()));
        RequestorSettings settings = context.settings();
        this.session = new Session(
                new Conversation(rules(settings), snapshotStart(settings), settings.malformedMessages()),
                new Backfill(
                        settings.bulkQueries(),
                        settings.snapshotMode(),
                        settings.family().tellsEndsInBulk(),
                        settings.overlapSeconds(),
                        settings.malformedMessages(),
                        () -> new BackfillWindow(MemoryBudget.TABLES.share(settings.maxTableOctets()))));
        this.live = new ReconnectingConnection<>(
                context,
                context.connector(),
                settings.receiveTimeout(),
                new LiveEvents(context, this),
                () -> handleLive(new ConversationEvent.BackOffElapsed(context.now())));
    }

    private static ResumeRules rules(RequestorSettings settings) {
        boolean endsAreInferred = !settings.family().tellsEndsInBulk();
        return new ResumeRules(settings.overlapSeconds(), settings.resumeAssumes(), endsAreInferred);
    }

    /** Without bulk queries there is another way to a snapshot: to ask for all that changed since time 1. */
    private static @Nullable ServerTime snapshotStart(RequestorSettings settings) {
        boolean byCatchUp = settings.bulkQueries().isEmpty() && settings.snapshotMode() != SnapshotMode.NEVER;
        return byCatchUp ? ServerTime.ofWire(settings.family(), 1) : null;
    }

    @Override
    public Phase phase() {
        return state().live().phase();
    }

    @Override
    public @Nullable Long clockSkewMillis() {
        return state().live().retained().skew().smoothedMillis();
    }

    @Override
    public void start() {
        handleLive(new ConversationEvent.Started(context.now()));
    }

    @Override
    public void ask(Question question) {
        take(() -> session.ask(state(), question, context.now()));
        flush();
    }

    @Override
    public void stop() {
        handleLive(new SharedEvent.Stopped(context.now()));
    }

    @Override
    void carryOn() {
        handleLive(new ConversationEvent.ReadingResumed(context.now()));
        live.carryOn();
        super.carryOn();
    }

    /** Takes an event that no further ones follow at once. */
    void handleLive(ConversationEvent event) {
        take(() -> session.nextLive(state(), event));
        flush();
    }

    /** Takes a message of the live connection; {@link #readComplete} follows. */
    void receivedLive(ConversationEvent event) {
        context.counters().received(event);
        live.received();
        take(() -> session.nextLive(state(), event));
    }

    /** Takes what a message of the live connection tells of the server, before the message itself. */
    void identifiedLive(SharedEvent.ServerIdentified event) {
        take(() -> session.nextLive(state(), event));
    }

    @Nullable
    OpenQuery<ConversationEvent> liveQuery() {
        return live.query();
    }

    @Override
    Step<SessionState> next(SessionState before, BulkEvent event) {
        return session.nextBulk(before, event);
    }

    @Override
    void moved(SessionState before, SessionState after) {
        context.log().moved(before, after);
    }

    @Override
    ReconnectingConnection<?> connection(Effect.Link link) {
        return link == Effect.Link.LIVE ? live : bulk;
    }

    @Override
    void holdBack() {
        live.holdBack();
        super.holdBack();
    }

    @Override
    void breakDown(RuntimeException bug) {
        BackfillWindow window = state().backfill().window();
        if (window != null) {
            window.close();
        }
        live.close();
        super.breakDown(bug);
    }

    @Override
    void performOwn(Effect effect) {
        if (effect instanceof Effect.SendActiveQuery send) {
            live.send(context.dialect().active(send.query()));
        } else if (effect instanceof Effect.SendBulkQuery send) {
            context.log().asks(send.request(), state().backfill().phase());
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    @Override
    void attempted(Effect.Link link) {
        if (link == Effect.Link.LIVE) {
            context.counters().attempts.incrementAndGet();
        }
    }

    @Override
    void closing(Effect.Link link) {
        if (link == Effect.Link.LIVE && answered) {
            answered = false;
            context.counters().disconnects.incrementAndGet();
        }
    }

    @Override
    void told(Notice notice) {
        if (notice instanceof Notice.CatchUpCompleted) {
            context.counters().proved(context.now());
        }
        answered |= notice instanceof Notice.Connected;
    }
}
