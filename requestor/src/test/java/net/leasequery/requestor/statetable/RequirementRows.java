package net.leasequery.requestor.statetable;

import java.util.List;
import java.util.Map;

/**
 * The rows that prove a requirement or a trap, by id. {@link StateTableTest} fails when one of these rows is gone, or
 * when it carries a tag that no row proves: a requirement is never called proven by a row that was deleted.
 */
final class RequirementRows {

    private static final String FOREIGN = "BINDINGS, with a foreign transaction-id";

    /** Of the live stream. */
    static final Map<String, List<String>> CONVERSATION = Map.ofEntries(
            Map.entry(
                    "R7724-7.1-2",
                    List.of(
                            "DISCONNECTED: BACK_OFF_ELAPSED",
                            "CONNECTING: CONNECT_FAILED",
                            "LIVE: QUERY_TERMINATED, with base-time")),
            Map.entry("R7724-7.3-3", List.of("CATCHING_UP: BINDINGS", "CATCHING_UP: CONNECTION_CLOSED")),
            Map.entry("R7724-7.3-6", List.of("CATCHING_UP: WRITE_TIMED_OUT", "LIVE: WRITE_TIMED_OUT")),
            Map.entry("R7724-7.4-1", List.of("CATCHING_UP: RECEIVE_TIMED_OUT", "LIVE: RECEIVE_TIMED_OUT")),
            Map.entry(
                    "R7724-7.4-6",
                    List.of("CATCHING_UP: CATCH_UP_COMPLETE", "LIVE: BINDINGS, several", "LIVE: KEEP_ALIVE")),
            Map.entry(
                    "R7724-7.4-7", List.of("CATCHING_UP: QUERY_TERMINATED", "LIVE: QUERY_TERMINATED, with base-time")),
            Map.entry("R7724-7.4.1-1", List.of("CATCHING_UP: CATCH_UP_COMPLETE")),
            Map.entry("R7724-7.4.1-2", List.of("CATCHING_UP: DATA_MISSING, at once")),
            Map.entry("R7724-7.4.1-3", List.of("CATCHING_UP: DATA_MISSING, after some bindings")),
            Map.entry("R7724-7.4.1-4", List.of("CATCHING_UP: CONNECTION_CLOSED")),
            Map.entry("R7653-8.3-1", List.of("CATCHING_UP: BINDINGS", "CATCHING_UP: CONNECTION_CLOSED")),
            Map.entry("R7653-8.4-1", List.of("LIVE: RECEIVE_TIMED_OUT")),
            Map.entry(
                    "R7653-8.4-4", List.of("CATCHING_UP: QUERY_TERMINATED", "LIVE: QUERY_TERMINATED, with base-time")),
            Map.entry(
                    "R7653-8.4.1-1",
                    List.of("CATCHING_UP: DATA_MISSING, at once", "CATCHING_UP: DATA_MISSING, after some bindings")),
            Map.entry("R7653-8.4.1-2", List.of("CATCHING_UP: CONNECTION_CLOSED")),
            Map.entry("R6926-7.3-1", List.of("CATCHING_UP: " + FOREIGN, "LIVE: " + FOREIGN)),
            Map.entry("trap-2", List.of("CATCHING_UP: BINDINGS", "CATCHING_UP: CATCH_UP_COMPLETE")),
            Map.entry("trap-3", List.of("CATCHING_UP: DATA_MISSING, after some bindings", "LIVE: DATA_MISSING")),
            Map.entry("trap-4", List.of("CATCHING_UP: CONNECTION_CLOSED")),
            Map.entry("trap-7", List.of("CATCHING_UP: " + FOREIGN, "LIVE: " + FOREIGN)),
            Map.entry("trap-17", List.of("LIVE: QUERY_TERMINATED, with base-time")));

    /** Of the back-fill. */
    static final Map<String, List<String>> BACKFILL = Map.ofEntries(
            Map.entry("R7724-7.4.1-5", List.of("CONNECTING: CONNECTION_OPENED, for a gap")),
            Map.entry(
                    "R7724-7.4.1-6", List.of("IDLE: stream requested, with something owed", "ANSWERING: stream down")),
            Map.entry("R6926-7.3-1", List.of("ANSWERING: " + FOREIGN)),
            Map.entry("R6926-7.3-5", List.of("ANSWERING: DONE, of the last query, stream proven open before")),
            Map.entry("R6926-7.3-6", List.of("ANSWERING: REFUSED")),
            Map.entry("R6926-7.7-1", List.of("ANSWERING: DONE, with a query left")),
            Map.entry("R6926-7.8-1", List.of("ANSWERING: FAILED, closed by the server between two answers")),
            Map.entry("R5460-6.3-4", List.of("ANSWERING: " + FOREIGN)),
            Map.entry("R5460-6.3-6", List.of("ANSWERING: REFUSED")),
            Map.entry("R5460-6.5-1", List.of("ANSWERING: DONE, with a query left")),
            Map.entry("R5460-6.5-2", List.of("ANSWERING: DONE, with a query left")),
            Map.entry("trap-8", List.of("IDLE: stream requested, with something owed")));

    /** Of polling. */
    static final Map<String, List<String>> POLL = Map.ofEntries(
            Map.entry("R6926-7.3-1", List.of("ANSWERING: " + FOREIGN)),
            Map.entry("R6926-7.3-5", List.of("ANSWERING: DONE, of an empty answer")),
            Map.entry("R6926-7.3-6", List.of("ANSWERING: REFUSED")),
            Map.entry("R6926-7.8-1", List.of("ANSWERING: FAILED, closed by the server between two answers")));

    private RequirementRows() {}
}
