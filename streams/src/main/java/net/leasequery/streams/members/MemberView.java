package net.leasequery.streams.members;

import java.time.Instant;
import java.util.Objects;
import net.leasequery.Member;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The state of one server, and how its signals change it. No side effects except on the record that it wraps. */
final class MemberView {
    private final GenericRecord state;

    MemberView(GenericRecord state) {
        this.state = state;
    }

    static GenericRecord unknown(String group, String server) {
        GenericRecord state = State.record(State.MEMBER);
        state.put("group", group);
        state.put("server", server);
        return state;
    }

    void take(GenericRecord signal) {
        String kind = State.required(signal, "kind");
        long at = State.longOf(signal, "at");
        state.put("lastHeard", Math.max(at, State.longOf(state, "lastHeard")));
        putIfKnown("family", signal.get("family"));
        putIfKnown("clockSkewMillis", signal.get("clockSkewMillis"));
        switch (kind) {
            case "UNREADABLE" -> {
                state.put("unreadable", State.longOf(state, "unreadable") + 1);
                state.put("unreadableAt", Math.max(at, State.longOf(state, "unreadableAt")));
            }
            case "BINDINGS" -> {
                if (State.number(signal, "completeTo") != null) {
                    if (isAliveAt(at)) {
                        live(at);
                    }
                    advance(State.number(signal, "completeTo"));
                }
            }
            case "HEARTBEAT" -> {
                if (isAliveAt(at)) {
                    connection(true, at);
                }
                position(signal, at);
            }
            default -> event(kind, signal, at);
        }
    }

    private void event(String kind, GenericRecord signal, long at) {
        switch (kind) {
            case "CONNECTED" -> connection(true, at);
            case "CATCH_UP_COMPLETED" -> live(at);
            case "DISCONNECTED" -> connection(false, at);
            case "SNAPSHOT_STARTED" -> state.put("snapshotStartedAt", at);
            case "SNAPSHOT_COMPLETED" -> {
                // A record that could not be read may have been one of this snapshot.
                if (State.longOf(state, "unreadableAt") < State.longOf(state, "snapshotStartedAt")) {
                    state.put("unreadable", 0L);
                }
            }
            case "CLOCK_STEPPED", "SERVER_CHANGED" -> state.put("completeTo", null);
            default -> {
                // Nothing beyond the fields that every event has.
            }
        }
        position(signal, at);
    }

    /** A disconnection and the sign of life before it may have the same time, and be read in reverse order. */
    private boolean isAliveAt(long at) {
        return State.flag(state, "connected") || at > State.longOf(state, "connectionChangedAt");
    }

    private void live(long at) {
        connection(true, at);
        if (State.flag(state, "connected") && state.get("liveSince") == null) {
            state.put("liveSince", at);
        }
    }

    /** Ignores a signal that is older than the last change: heartbeats and events arrive by different topics. */
    private void connection(boolean connected, long at) {
        if (at < State.longOf(state, "connectionChangedAt")) {
            return;
        }
        if (connected != State.flag(state, "connected")) {
            state.put("connected", connected);
            state.put("connectionChangedAt", at);
        }
        if (!connected) {
            state.put("liveSince", null);
            state.put("connectionChangedAt", at);
        }
    }

    private void position(GenericRecord signal, long at) {
        if (signal.get("gapOpen") != null && at >= State.longOf(state, "gapToldAt")) {
            state.put("gapOpen", signal.get("gapOpen"));
            state.put("gapToldAt", at);
        }
        advance(State.number(signal, "completeTo"));
    }

    private void advance(@Nullable Long completeTo) {
        Long before = State.number(state, "completeTo");
        if (completeTo != null && (before == null || completeTo > before)) {
            state.put("completeTo", completeTo);
        }
    }

    private void putIfKnown(String field, @Nullable Object value) {
        if (value != null) {
            state.put(field, value);
        }
    }

    /** Returns why the view is not complete, in words; null if it is complete. */
    @Nullable
    String incompleteBecause(Group group, long now) {
        long unreadable = State.longOf(state, "unreadable");
        if (unreadable > 0) {
            return unreadable + " records could not be read since the last snapshot";
        }
        if (!State.flag(state, "connected")) {
            return "The connector is not connected to the server";
        }
        if (State.flag(state, "gapOpen")) {
            return "A window of changes is missing and has not been filled yet";
        }
        if (state.get("completeTo") == null) {
            return "The first snapshot or catch-up is not complete yet";
        }
        long heard = State.longOf(state, "lastHeard");
        if (heard + group.staleAfterMillis() < now) {
            return "Nothing was heard of the server since " + Instant.ofEpochMilli(heard);
        }
        return null;
    }

    /** Returns when the view stopped being complete, as far as is known. */
    long incompleteSince(Group group, long now) {
        long silentAt = State.longOf(state, "lastHeard") + group.staleAfterMillis();
        return Math.min(now, State.flag(state, "connected") ? silentAt : State.longOf(state, "lastHeard"));
    }

    /** Returns the moment up to which the view is known to be complete, in the workers' clock; null if unknown. */
    @Nullable
    Long watermark() {
        Long completeTo = State.number(state, "completeTo");
        return completeTo == null ? null : completeTo - State.longOf(state, "clockSkewMillis");
    }

    GenericRecord member(@Nullable String incompleteBecause) {
        GenericRecord member = new GenericData.Record(Member.getClassSchema());
        member.put("family", state.get("family"));
        member.put("connected", State.flag(state, "connected"));
        member.put("gapOpen", State.flag(state, "gapOpen"));
        member.put("complete", incompleteBecause == null);
        member.put("reason", incompleteBecause);
        member.put("liveSince", state.get("liveSince"));
        member.put("watermark", watermark());
        member.put("lastHeard", State.longOf(state, "lastHeard") == 0 ? null : state.get("lastHeard"));
        member.put("clockSkewMillis", state.get("clockSkewMillis"));
        member.put("unreadableRecords", State.longOf(state, "unreadable"));
        return member;
    }

    /** Returns a hash of the fields whose change is written at once, without those that change all the time. */
    static int essence(GenericRecord member) {
        return Objects.hash(
                member.get("family"),
                member.get("connected"),
                member.get("gapOpen"),
                member.get("complete"),
                member.get("liveSince"),
                member.get("unreadableRecords"),
                member.get("watermark") == null,
                member.get("clockSkewMillis") == null);
    }

    /** Returns the claim of completeness for all partitions. Its watermark is never later than the claim itself. */
    GenericRecord claim(GenericRecord member) {
        GenericRecord claim = State.record(State.COMPLETENESS);
        long at = State.longOf(state, "lastHeard");
        Long watermark = State.number(member, "watermark");
        claim.put("group", State.required(state, "group"));
        claim.put("server", State.required(state, "server"));
        claim.put("complete", State.flag(member, "complete"));
        claim.put("watermark", watermark == null ? null : Math.min(watermark, at));
        claim.put("claimedAt", at);
        return claim;
    }
}
