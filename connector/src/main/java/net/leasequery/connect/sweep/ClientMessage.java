package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the stream tells of one client in a row. A server that follows RFC 5007 section 4.1.2.2 to the letter tells all
 * bindings of a client in one message, so that one that is left out has ended. Others tell each in a message of its own,
 * one after the other. A server that has told of several bindings in a message is of the first kind: then each message
 * counts by itself, also if the one before was of the same client. Not thread-safe.
 */
final class ClientMessage {

    private final BoundTable table;
    private final Set<String> told = new HashSet<>();
    private long client;
    private int bindingsOfMessage;
    private boolean tellsAllAtOnce;
    private boolean tellsAnEnd;
    private long ended;

    ClientMessage(BoundTable table) {
        this.table = table;
    }

    /**
     * Takes note of the next binding that the stream told.
     *
     * @return bindings of the client before that were not mentioned
     */
    List<String> next(Fingerprint binding) {
        List<String> notMentioned = nextUnlisted(binding.details().client(), binding.isBound());
        if (client != 0) {
            told.add(TableKey.of(binding));
        }
        return notMentioned;
    }

    /**
     * Takes note of the next binding that the stream told and that the table does not hold.
     *
     * @param teller number of its client; 0 if it has none
     * @return bindings of the client before that were not mentioned
     */
    List<String> nextUnlisted(long teller, boolean bound) {
        List<String> notMentioned = teller == client ? List.of() : end();
        client = teller;
        bindingsOfMessage++;
        tellsAnEnd |= teller != 0 && !bound;
        return notMentioned;
    }

    /** The client whose message is over since this was last asked; 0 if there is none, or if an end was told in it. */
    long takeEnded() {
        long taken = ended;
        ended = 0;
        return taken;
    }

    /** The message is over; another one of the same client may follow. Returns what was not mentioned. */
    List<String> endOfMessage() {
        tellsAllAtOnce |= bindingsOfMessage > 1;
        bindingsOfMessage = 0;
        return tellsAllAtOnce ? end() : List.of();
    }

    /** Something else came. Returns what was not mentioned of the client before. */
    List<String> end() {
        if (client == 0) {
            return List.of();
        }
        List<String> notMentioned = List.of();
        // A server that tells an end, with a lifetime of 0, does not tell it by silence.
        List<String> held = tellsAnEnd ? List.of() : table.keysOf(client);
        for (String key : held) {
            if (!told.contains(key) && table.isBound(key)) {
                notMentioned = notMentioned.isEmpty() ? new ArrayList<>() : notMentioned;
                notMentioned.add(key);
            }
        }
        ended = tellsAnEnd ? 0 : client;
        client = 0;
        tellsAnEnd = false;
        told.clear();
        return notMentioned;
    }
}
