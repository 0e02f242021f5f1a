package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * What the stream tells of one client in a row. A server that follows RFC 5007 section 4.1.2.2 to the letter tells all
 * bindings of a client at once, so that one that is left out has ended; others tell each in a message of its own. Not
 * thread-safe.
 */
final class ClientMessage {

    private final BoundTable table;
    private final List<String> told = new ArrayList<>();
    private long client;
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
        tellsAnEnd |= teller != 0 && !bound;
        return notMentioned;
    }

    /** The client whose message is over since this was last asked; 0 if there is none, or if an end was told in it. */
    long takeEnded() {
        long taken = ended;
        ended = 0;
        return taken;
    }

    /** Something else came: what was not mentioned by now is not part of the message. */
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
