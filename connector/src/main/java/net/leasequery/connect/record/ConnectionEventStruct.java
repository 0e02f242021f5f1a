package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.OPTIONAL_TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.timestamp;

import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.NoticeVisitor;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Value of the events topic: {@code net.leasequery.ConnectionEvent}. */
final class ConnectionEventStruct {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.ConnectionEvent")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("time", TIMESTAMP)
            .field("reason", Schema.OPTIONAL_STRING_SCHEMA)
            .field("detail", Schema.OPTIONAL_STRING_SCHEMA)
            .field("peer", Schema.OPTIONAL_STRING_SCHEMA)
            .field("count", Schema.OPTIONAL_INT64_SCHEMA)
            .field("snapshotId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("gapStart", OPTIONAL_TIMESTAMP)
            .field("gapEnd", OPTIONAL_TIMESTAMP)
            .field("gapOpen", Schema.BOOLEAN_SCHEMA)
            .field("baseTime", OPTIONAL_TIMESTAMP)
            .field("lagSeconds", Schema.OPTIONAL_INT64_SCHEMA)
            .field("clockFrom", OPTIONAL_TIMESTAMP)
            .field("clockTo", OPTIONAL_TIMESTAMP)
            .field("serverId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("previousServerId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("signalId", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private ConnectionEventStruct() {}

    static Struct of(SourcePartition source, Delivery.OfNotice delivery) {
        return delivery.notice().accept(new Fields(standing(source, delivery.atEpochMilli(), delivery.resumeState())));
    }

    /** Returns the event of a sweep, with the resume state before the sweep. */
    static Struct ofSweep(SourcePartition source, String answerId, long count, long atEpochMilli, ResumeState before) {
        return standing(source, atEpochMilli, before)
                .put("type", "SWEPT")
                .put("snapshotId", answerId)
                .put("count", count);
    }

    /** Returns the event of a server that is no longer followed. */
    static Struct ofRetirement(SourcePartition source, long count, long atEpochMilli) {
        return standing(source, atEpochMilli, ResumeState.NONE)
                .put("type", "RETIRED")
                .put("count", count);
    }

    /** Returns the event that answers a signal. */
    static Struct ofSignal(SourcePartition source, SignalAnswer answer, long atEpochMilli, ResumeState state) {
        return standing(source, atEpochMilli, state)
                .put("type", "SIGNAL_DONE")
                .put("signalId", answer.id())
                .put("reason", answer.done() ? "DONE" : "REFUSED")
                .put("detail", answer.detail())
                .put("count", answer.count());
    }

    private static Struct standing(SourcePartition source, long atEpochMilli, ResumeState state) {
        Struct value = new Struct(SCHEMA)
                .put("server", source.server())
                .put("family", source.familyName())
                .put("time", timestamp(atEpochMilli))
                .put("gapOpen", state.gap() != null);
        ResumePosition position = state.position();
        if (position != null) {
            value.put("baseTime", timestamp(position.baseTime())).put("lagSeconds", position.lagSeconds());
        }
        return value;
    }

    private static Struct putGap(Struct value, Gap gap) {
        return value.put("gapStart", timestamp(gap.start())).put("gapEnd", timestamp(gap.end()));
    }

    private static IllegalArgumentException noEvent(Notice notice) {
        return new IllegalArgumentException("no event type for " + notice);
    }

    /** Puts the data of a notice into the event, by kind of notice. */
    private record Fields(Struct value) implements NoticeVisitor<Struct> {

        @Override
        public Struct connected(Notice.Connected connected) {
            return value.put("type", "CONNECTED").put("peer", connected.peer()).put("detail", connected.security());
        }

        @Override
        public Struct disconnected(Notice.Disconnected disconnected) {
            return value.put("type", "DISCONNECTED")
                    .put("reason", disconnected.reason().name())
                    .put("detail", disconnected.detail());
        }

        @Override
        public Struct catchUpCompleted(Notice.CatchUpCompleted completed) {
            return value.put("type", "CATCH_UP_COMPLETED").put("count", completed.bindings());
        }

        @Override
        public Struct dataMissing(Notice.DataMissing missing) {
            return putGap(value.put("type", "DATA_MISSING"), missing.gap());
        }

        @Override
        public Struct clockStepped(Notice.ClockStepped stepped) {
            return value.put("type", "CLOCK_STEPPED")
                    .put("clockFrom", timestamp(stepped.step().from()))
                    .put("clockTo", timestamp(stepped.step().to()));
        }

        @Override
        public Struct snapshotStarted(Notice.SnapshotStarted started) {
            return value.put("type", "SNAPSHOT_STARTED").put("snapshotId", started.backfillId());
        }

        @Override
        public Struct snapshotCompleted(Notice.SnapshotCompleted completed) {
            return value.put("type", "SNAPSHOT_COMPLETED")
                    .put("snapshotId", completed.backfillId())
                    .put("count", completed.bindings());
        }

        @Override
        public Struct gapFilled(Notice.GapFilled filled) {
            return putGap(value.put("type", "GAP_FILLED"), filled.gap())
                    .put("snapshotId", filled.backfillId())
                    .put("count", filled.bindings());
        }

        @Override
        public Struct backfillFailed(Notice.BackfillFailed failed) {
            return putGap(value.put("type", "BACKFILL_FAILED"), failed.gap()).put("detail", failed.reason());
        }

        @Override
        public Struct serverChanged(Notice.ServerChanged changed) {
            return value.put("type", "SERVER_CHANGED")
                    .put("serverId", changed.now().toString())
                    .put("previousServerId", changed.before().toString())
                    .put("detail", changed.certificateSubject());
        }

        @Override
        public Struct queryTerminated(Notice.QueryTerminated terminated) {
            return value.put("type", "QUERY_TERMINATED")
                    .put("detail", terminated.text().isEmpty() ? null : terminated.text());
        }

        @Override
        public Struct malformedMessage(Notice.MalformedMessage malformed) {
            return value.put("type", "MALFORMED_MESSAGE")
                    .put("detail", malformed.reason() + "; begins with " + malformed.leadingOctets());
        }

        @Override
        public Struct tableFull(Notice.TableFull full) {
            return value.put("type", "TABLE_FULL")
                    .put("count", full.limitOctets())
                    .put("detail", full.detail());
        }

        @Override
        public Struct storeRecreated(Notice.StoreRecreated recreated) {
            return value.put("type", "TOPIC_RECREATED").put("detail", recreated.detail());
        }

        @Override
        public Struct questionAnswered(Notice.QuestionAnswered notice) {
            throw noEvent(notice);
        }

        @Override
        public Struct questionFailed(Notice.QuestionFailed notice) {
            throw noEvent(notice);
        }

        @Override
        public Struct pollStarted(Notice.PollStarted notice) {
            throw noEvent(notice);
        }

        @Override
        public Struct pollCompleted(Notice.PollCompleted notice) {
            throw noEvent(notice);
        }
    }
}
