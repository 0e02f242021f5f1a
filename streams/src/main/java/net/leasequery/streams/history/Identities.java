package net.leasequery.streams.history;

import java.util.Map;
import java.util.Objects;
import net.leasequery.streams.addresses.BindingViews;
import org.apache.avro.generic.GenericRecord;

/**
 * Recognises a client that one record names by its hardware address only, and another record of the same lease by its
 * client identifier or DUID, too. Leases are the same if hardware address and start of state are the same, or if a
 * server reports the end of a lease that it reported before. Without a start of state nothing shows it: one machine may
 * have several identifiers.
 */
final class Identities {
    private final long epsilonMillis;
    private final Map<String, Statement> statements;
    private final TenureList tenures;

    Identities(long epsilonMillis, Map<String, Statement> statements, TenureList tenures) {
        this.epsilonMillis = epsilonMillis;
        this.statements = statements;
        this.tenures = tenures;
    }

    /**
     * Returns a statement with the best name of its client. If the statement itself has it, the tenure and what servers
     * reported of it are renamed.
     */
    Statement recognise(Statement given, GenericRecord binding) {
        String client = given.client();
        String plain = BindingViews.hardware(binding);
        if (client == null || plain == null) {
            return given;
        }
        boolean isPlain = client.equals(plain);
        for (StoredTenure tenure : tenures.all()) {
            boolean named = isPlain
                    ? !tenure.isOf(plain) && plain.equals(BindingViews.hardware(tenure.record()))
                    : tenure.isOf(plain);
            if (named && isSameLease(tenure, given)) {
                if (isPlain) {
                    return after(given.named(tenure.client()));
                }
                rename(tenure, plain, client);
                tenure.identify(binding, false);
                return after(given);
            }
        }
        return given;
    }

    private Statement after(Statement named) {
        return named.after(statements.get(named.server()), epsilonMillis);
    }

    private void rename(StoredTenure tenure, String plain, String client) {
        statements.replaceAll(
                (server, word) -> plain.equals(word.client()) && isOf(tenure, word) ? word.named(client) : word);
        tenure.rename(client);
    }

    private boolean isSameLease(StoredTenure tenure, Statement now) {
        Statement before = statements.get(now.server());
        return now.holds()
                ? begins(tenure, now)
                : before != null && Objects.equals(before.client(), tenure.client()) && isOf(tenure, before);
    }

    /** Whether a server's last statement is about a tenure of the client that it names. */
    private boolean isOf(StoredTenure tenure, Statement word) {
        return word.holds() ? begins(tenure, word) : isWithin(tenure, word);
    }

    private boolean begins(StoredTenure tenure, Statement hold) {
        Long start = hold.start();
        return start != null
                && !tenure.doubts(Certainty.START_UNKNOWN)
                && Math.abs(start - tenure.start()) <= epsilonMillis;
    }

    private boolean isWithin(StoredTenure tenure, Statement end) {
        return end.seen() >= tenure.start() - epsilonMillis && end.seen() <= tenure.lastSeen() + epsilonMillis;
    }
}
