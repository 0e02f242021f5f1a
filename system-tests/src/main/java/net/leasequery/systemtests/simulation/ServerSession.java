package net.leasequery.systemtests.simulation;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connection as a server sees it: its query, and what is still to be sent. */
final class ServerSession {

    private static final int LENGTH_OCTETS = 2;
    private static final int OCTET = 8;
    private static final long LIVE_PACE_MILLIS = 1;
    private static final long CATCH_UP_PACE_MILLIS = 15;
    private static final long KEEP_ALIVE_MILLIS = 5_000;

    private final VirtualTime time;
    private final SimulatedServer server;
    private final SimulatedConnection connection;
    private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();

    private final WaitingChanges waiting;
    private @Nullable Query query;
    private @Nullable BulkAnswer answer;
    private boolean first = true;
    private boolean catchingUp;
    private boolean missing;
    private boolean malformedNext;
    private boolean open = true;
    private boolean pumping;
    private long nearlyBlockedUntil;
    private long lastSent;

    ServerSession(VirtualTime time, SimulatedServer server, SimulatedConnection connection) {
        this.time = time;
        this.server = server;
        this.connection = connection;
        this.waiting = new WaitingChanges(server);
    }

    boolean isStream() {
        return query != null && query.active();
    }

    boolean isBulk() {
        return query != null && !query.active();
    }

    SimulatedServer server() {
        return server;
    }

    /** Octets of the requestor. */
    void received(byte[] octets) {
        if (!open) {
            return;
        }
        incoming.writeBytes(octets);
        byte[] all = incoming.toByteArray();
        if (all.length >= LENGTH_OCTETS) {
            int length = (Byte.toUnsignedInt(all[0]) << OCTET) + Byte.toUnsignedInt(all[1]);
            if (all.length >= LENGTH_OCTETS + length) {
                incoming.reset();
                begin(server.format().read(Arrays.copyOfRange(all, LENGTH_OCTETS, LENGTH_OCTETS + length)));
            }
        }
    }

    private void begin(Query asked) {
        query = asked;
        lastSent = time.millis();
        if (asked.active()) {
            beginStream(asked);
        } else {
            answer = server.bulkAnswer(asked);
            first = false;
        }
        pump();
    }

    private void beginStream(Query asked) {
        Long start = asked.start();
        if (start == null) {
            if (server.family() == Family.IPV6) {
                send(server.format().keepAlive(reply()));
            }
            return;
        }
        missing = start < server.historyStart();
        catchingUp = true;
        if (!missing && server.family() == Family.IPV6) {
            send(server.format().keepAlive(reply()));
        }
        if (!missing) {
            waiting.addToCatchUp(server.changedSince(asked));
        }
    }

    /** A lease changed. */
    void changed(Lease lease) {
        Query asked = query;
        if (!isStream() || !open || asked == null || !server.reports(asked, lease.slot())) {
            return;
        }
        waiting.add(lease);
        pump();
    }

    /** The server has forgotten the changes that this catch-up still needs. */
    void historyLost() {
        missing |= catchingUp;
    }

    /** Ends the answer before it is whole. */
    void endAnswer(Status status) {
        if (answer != null) {
            answer.endWith(status);
        }
    }

    private boolean isAnswering() {
        return answer != null && !answer.isSent();
    }

    /** Limits sending for a while, so that changes wait here. */
    void nearlyBlock(long millis) {
        nearlyBlockedUntil = time.millis() + millis;
    }

    void malformedNext() {
        malformedNext = true;
        pump();
    }

    /** Terminates the query. */
    void terminate() {
        if (open && query != null) {
            send(server.format().streamStatus(reply(), Status.QUERY_TERMINATED));
            connection.closeByServer();
        }
    }

    /** Sends a status that is true, or an error. */
    void sendStatus(Status status) {
        boolean isTrue = switch (status) {
            case CONNECTION_ACTIVE, SUCCESS -> !catchingUp && waiting.isEmpty();
            case CATCH_UP_COMPLETE, DATA_MISSING -> !catchingUp;
            default -> true;
        };
        if (open && isStream() && isTrue) {
            if (status == Status.DATA_MISSING) {
                server.sentDataMissing();
            }
            send(server.format().streamStatus(reply(), status));
        }
    }

    /** Sends a keep-alive if nothing was sent for long. */
    void tick() {
        if (open && isStream() && !catchingUp && waiting.isEmpty() && time.millis() - lastSent >= KEEP_ALIVE_MILLIS) {
            Query asked = query;
            if (asked != null && connection.hasRoom()) {
                send(server.format()
                        .keepAlive(Reply.of(
                                server.number(),
                                asked.xid(),
                                first,
                                server.clock().shownInKeepAlive(),
                                server.clock().steadySeconds(),
                                !server.freedoms().leavesOutBaseTime())));
            }
        }
        pump();
    }

    /** Sends what can be sent, one message after the other. */
    private void pump() {
        if (!pumping && open && query != null) {
            pumping = true;
            time.after(pace(), () -> {
                pumping = false;
                if (open && connection.hasRoom() && sendNext()) {
                    pump();
                }
            });
        }
    }

    private long pace() {
        if (time.millis() < nearlyBlockedUntil) {
            return 250;
        }
        if (isBulk()) {
            return server.freedoms().answerPaceMillis();
        }
        return catchingUp ? CATCH_UP_PACE_MILLIS : LIVE_PACE_MILLIS;
    }

    private boolean sendNext() {
        if (malformedNext) {
            malformedNext = false;
            if (isStream() || isAnswering()) {
                connection.sendToClient(server.format().malformed(reply()).framed());
                return true;
            }
        }
        if (isBulk()) {
            Octets next = answer == null ? null : answer.next();
            if (next != null) {
                connection.sendToClient(next.framed());
            }
            return next != null;
        }
        if (missing) {
            missing = false;
            catchingUp = false;
            waiting.dropCatchUp();
            server.sentDataMissing();
            send(server.format().streamStatus(reply(), Status.DATA_MISSING));
            return true;
        }
        List<Lease> next = waiting.next();
        if (next != null) {
            List<Lease> sent = server.asSent(next);
            if (sent.isEmpty()) {
                return true;
            }
            int label = Stream.concat(next.stream(), sent.stream())
                    .mapToInt(Lease::version)
                    .max()
                    .orElse(0);
            Query asked = query;
            for (int time = 0; time <= server.freedoms().moreTimes(); time++) {
                sent.forEach(lease -> server.sent(lease.version()));
                send(server.format()
                        .leases(server.replyWithBinding(asked == null ? 0 : asked.xid(), first), sent, label));
            }
            return true;
        }
        if (catchingUp) {
            catchingUp = false;
            send(server.format().streamStatus(reply(), Status.CATCH_UP_COMPLETE));
            return true;
        }
        return false;
    }

    private void send(Octets message) {
        first = false;
        lastSent = time.millis();
        connection.sendToClient(message.framed());
    }

    private Reply reply() {
        Query asked = query;
        return server.reply(asked == null ? 0 : asked.xid(), first);
    }

    /** Records that some of what was sent will never arrive. */
    void answersLost() {
        server.answersLost();
    }

    /** The connection is gone. */
    void ended() {
        open = false;
        server.ended(this);
    }

    void cut() {
        connection.cut(false);
    }

    /** Closes the connection; what was sent still arrives. */
    void close() {
        connection.closeByServer();
    }
}
