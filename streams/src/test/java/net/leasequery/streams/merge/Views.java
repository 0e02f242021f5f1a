package net.leasequery.streams.merge;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.jspecify.annotations.Nullable;

/** Builds views of one address for the tests. Times are seconds after {@link #NOON}. */
final class Views {
    static final long NOON = 1_800_000_000_000L;
    static final long EPSILON = 2_000;
    static final long TOLERANCE = 5_000;

    private String server = "east";
    private String state = "ACTIVE";
    private @Nullable String client = "hw:1/aa";
    private @Nullable Long lastTransaction;
    private @Nullable Long stateStart;
    private @Nullable Long expiry;
    private boolean infinite;
    private @Nullable Boolean remote = false;
    private boolean inferred;

    static Views viewOf(String server) {
        Views view = new Views();
        view.server = server;
        return view;
    }

    static long at(long seconds) {
        return NOON + seconds * 1000;
    }

    Views state(String is) {
        state = is;
        return this;
    }

    Views client(@Nullable String is) {
        client = is;
        return this;
    }

    Views transaction(long seconds) {
        lastTransaction = at(seconds);
        return this;
    }

    Views start(long seconds) {
        stateStart = at(seconds);
        return this;
    }

    Views expires(long seconds) {
        expiry = at(seconds);
        return this;
    }

    Views infinite() {
        infinite = true;
        return this;
    }

    Views remote(@Nullable Boolean is) {
        remote = is;
        return this;
    }

    Views inferred() {
        inferred = true;
        client = null;
        return this;
    }

    View view() {
        return new View(
                server,
                state,
                client,
                lastTransaction,
                stateStart,
                expiry,
                infinite,
                remote,
                inferred,
                server + state + lastTransaction + client + expiry,
                NOON);
    }

    static Group group(GroupKind kind, String... members) {
        return new Group("site", kind, List.of(members), 60_000, 3_600_000, 180_000, List.of());
    }

    static Map<String, View> byServer(View... views) {
        Map<String, View> map = new LinkedHashMap<>();
        Arrays.stream(views).forEach(view -> map.put(view.server(), view));
        return map;
    }
}
