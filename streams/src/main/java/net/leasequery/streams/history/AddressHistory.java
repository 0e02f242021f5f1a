package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The stored state of one address in one group. Bounded: a statement per member, and tenures that may still change. */
final class AddressHistory {
    private final GenericRecord stored;
    private final Map<String, Statement> statements = new LinkedHashMap<>();

    private AddressHistory(GenericRecord stored) {
        this.stored = stored;
        for (Object element : (List<?>) stored.get("statements")) {
            Statement statement = Statement.read((GenericRecord) element);
            statements.put(statement.server(), statement);
        }
    }

    static AddressHistory of(@Nullable GenericRecord stored) {
        if (stored != null) {
            return new AddressHistory(stored);
        }
        GenericRecord empty = State.record(State.ADDRESS_HISTORY);
        List.of("statements", "recent", "waits").forEach(field -> empty.put(field, List.of()));
        return new AddressHistory(empty);
    }

    /** Returns the last statement of each server. */
    Map<String, Statement> statements() {
        return statements;
    }

    List<GenericRecord> recent() {
        List<GenericRecord> recent = new ArrayList<>();
        ((List<?>) stored.get("recent")).forEach(element -> recent.add((GenericRecord) element));
        return recent;
    }

    void recent(List<GenericRecord> recent) {
        stored.put("recent", recent);
    }

    /** Forgets a tenure, and the client in all matching statements. Returns whether a statement named a client. */
    boolean forget(long start, Predicate<Statement> about) {
        recent(recent().stream()
                .filter(tenure -> State.longOf(tenure, "start") != start)
                .toList());
        boolean named = false;
        for (Statement statement : List.copyOf(statements.values())) {
            if (statement.client() != null && about.test(statement)) {
                statements.put(statement.server(), statement.forgetting());
                named = true;
            }
        }
        return named;
    }

    /** Whether the state has nothing that a later record needs. */
    boolean isEmpty() {
        return recent().isEmpty() && statements.values().stream().noneMatch(Statement::holds);
    }

    /** Returns the record for the store. */
    GenericRecord record() {
        stored.put(
                "statements", statements.values().stream().map(Statement::write).toList());
        return stored;
    }
}
