package net.leasequery.streams.members;

import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes signals of life. */
final class Signals {
    private static final long MILLIS = 1000;

    private Signals() {}

    static GenericRecord of(String server, String kind, long at) {
        GenericRecord signal = State.record(State.SIGNAL);
        signal.put("server", server);
        signal.put("kind", kind);
        signal.put("at", at);
        return signal;
    }

    /** Makes the signal of an event or a heartbeat; both contain the resume position. */
    static GenericRecord of(String server, String kind, long at, GenericRecord reported) {
        GenericRecord signal = of(server, kind, at);
        signal.put("family", reported.get("family"));
        signal.put("gapOpen", reported.get("gapOpen"));
        signal.put("completeTo", completeTo(reported));
        if (reported.getSchema().getField("clockSkewMillis") != null) {
            signal.put("clockSkewMillis", reported.get("clockSkewMillis"));
        }
        return signal;
    }

    /** Returns the resume position less the lag: a base-time runs ahead of changes that still wait in the server. */
    private static @Nullable Long completeTo(GenericRecord reported) {
        Long baseTime = State.number(reported, "baseTime");
        return baseTime == null ? null : baseTime - State.longOf(reported, "lagSeconds") * MILLIS;
    }
}
