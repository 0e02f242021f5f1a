package net.leasequery.streams.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds tenures that vanished by the word of one server, while another one reports the lease. If the first is retired,
 * that word was not about the lease: when a server is retired, all its bindings are ended in Kafka.
 */
final class Withdrawals {
    private final Map<String, Statement> statements;
    private final TenureList tenures;
    private final Predicate<String> retired;

    Withdrawals(Map<String, Statement> statements, TenureList tenures, Predicate<String> retired) {
        this.statements = statements;
        this.tenures = tenures;
        this.retired = retired;
    }

    /** Returns the servers by whose word a tenure vanished that another server reports. */
    Set<String> servers() {
        Set<String> servers = new TreeSet<>();
        for (Statement gone : statements.values()) {
            if (gone.vanished() && tenures.all().stream().anyMatch(tenure -> isReported(tenure, gone))) {
                servers.add(gone.server());
            }
        }
        return servers;
    }

    /** Returns the tenures that vanished only because a server was retired. */
    List<StoredTenure> refuted() {
        return tenures.all().stream()
                .filter(tenure -> statements.values().stream()
                        .anyMatch(gone -> gone.vanished() && retired.test(gone.server()) && isReported(tenure, gone)))
                .toList();
    }

    private boolean isReported(StoredTenure tenure, Statement gone) {
        return tenure.hasVanished()
                && tenure.servers().contains(gone.server())
                && tenures.all().stream().noneMatch(other -> other.end() > tenure.end())
                && statements.values().stream().anyMatch(word -> isInForce(word, tenure, gone.recordedAt()));
    }

    private boolean isInForce(Statement word, StoredTenure tenure, long moment) {
        Long expiry = word.expiry();
        return word.holdsFor(tenure.client()) && !retired.test(word.server()) && (expiry == null || expiry > moment);
    }
}
