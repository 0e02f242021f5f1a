package net.leasequery.requestor.statetable;

import java.util.Map;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/** Values that the tables are made of. Server and requestor have the same clock. */
final class Samples {

    static final int XID = 7;
    static final int FOREIGN = 8;
    static final int OVERLAP = 5;
    static final ServerTime BEFORE = new ServerTime(1_700_000_000);
    static final ServerTime NOW = BEFORE.plusSeconds(100);
    static final LocalMoment AT = new LocalMoment(NOW.toEpochMilli(), 0);
    static final Gap WINDOW = new Gap(BEFORE.plusSeconds(-50), BEFORE);
    static final ResumeState STORED = new ResumeState(new ResumePosition(BEFORE, 0, null), null);
    static final ResumeState OWING = STORED.withMissing(WINDOW);
    static final ResumeState SNAPSHOT_OWED = new ResumeState(null, Gap.SNAPSHOT);

    static final ServerIdentity EAST = ServerIdentity.of("192.0.2.1");
    static final ServerIdentity EAST_OF_TWO_INTERFACES = ServerIdentity.of("192.0.2.1", "192.0.2.129");
    static final ServerIdentity WEST = ServerIdentity.of("192.0.2.2");

    private Samples() {}

    static SharedEvent.ServerIdentified identified(ServerIdentity server) {
        return new SharedEvent.ServerIdentified(server, null, AT);
    }

    static Binding binding() {
        return binding(BindingState.ACTIVE, NOW);
    }

    static Binding binding(BindingState state, @Nullable ServerTime change) {
        return binding(state, change, NOW);
    }

    /** A binding that changed a while before the samples, in a message that the server built then. */
    static Binding olderBinding() {
        return binding(BindingState.ACTIVE, BEFORE, BEFORE);
    }

    private static Binding binding(BindingState state, @Nullable ServerTime change, ServerTime built) {
        return new Binding(
                "192.0.2.1",
                new BindingAddress(LeaseType.V4, "10.0.0.1", null, null),
                state,
                Client.UNKNOWN,
                new BindingTimes(built, null, change, null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
    }
}
