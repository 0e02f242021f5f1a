package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.TableKey;

/**
 * The bindings that the stream reports for one client in a row. A server that follows RFC 5007 section 4.1.2.2 to the
 * letter reports all bindings of a client in one message, so a binding left out of the message has ended. Other servers
 * send one message per binding, one after the other. A server that has sent several bindings in a message is of the
 * first kind: from then on each message counts by itself, even if the previous one was about the same client. Not
 * thread-safe.
 */
final class ClientMessage {

    private final BoundTable table;
    private final Set<String> reported = new HashSet<>();
    private long client;
    private int bindingsOfMessage;
    private boolean tellsAllAtOnce;
    private boolean reportsAnEnd;
    private long ended;

    ClientMessage(BoundTable table) {
        this.table = table;
    }

    /**
     * Records the next binding that the stream reported.
     *
     * @return bindings of the previous client that were not mentioned
     */
    List<String> next(Fingerprint binding) {
        List<String> notMentioned = nextUnlisted(binding.details().client(), binding.isBound());
        if (client != 0) {
            reported.add(TableKey.of(binding));
        }
        return notMentioned;
    }

    /**
     * Records the next binding that the stream reported and that is not in the table.
     *
     * @param reporter number of its client; 0 if it has none
     * @return bindings of the previous client that were not mentioned
     */
    List<String> nextUnlisted(long reporter, boolean bound) {
        List<String> notMentioned = reporter == client ? List.of() : end();
        client = reporter;
        bindingsOfMessage++;
        reportsAnEnd |= reporter != 0 && !bound;
        return notMentioned;
    }

    /**
     * Returns the client whose row of messages ended since the last call; 0 if there is none, or if the row contained
     * an end.
     */
    long takeEnded() {
        long taken = ended;
        ended = 0;
        return taken;
    }

    /**
     * Ends the message; another message about the same client may follow. Returns the bindings that were not mentioned.
     */
    List<String> endOfMessage() {
        tellsAllAtOnce |= bindingsOfMessage > 1;
        bindingsOfMessage = 0;
        return tellsAllAtOnce ? end() : List.of();
    }

    /**
     * Ends the row, because something else came. Returns the bindings of the previous client that were not mentioned.
     */
    List<String> end() {
        if (client == 0) {
            return List.of();
        }
        List<String> notMentioned = List.of();
        // A server that reports an end explicitly, with a lifetime of 0, does not report ends by omission.
        List<String> held = reportsAnEnd ? List.of() : table.keysOf(client);
        for (String key : held) {
            if (!reported.contains(key) && table.isBound(key)) {
                notMentioned = notMentioned.isEmpty() ? new ArrayList<>() : notMentioned;
                notMentioned.add(key);
            }
        }
        ended = reportsAnEnd ? 0 : client;
        client = 0;
        reportsAnEnd = false;
        reported.clear();
        return notMentioned;
    }
}
