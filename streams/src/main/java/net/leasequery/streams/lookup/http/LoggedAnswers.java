package net.leasequery.streams.lookup.http;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import net.leasequery.streams.lookup.http.Endpoint.Call;
import net.leasequery.streams.lookup.source.LookupLog;
import net.leasequery.streams.lookup.source.UnavailableException;

/** Writes a look-up to the log, and only then returns the answer. Safe for several threads. */
final class LoggedAnswers {
    private final LookupLog log;
    private final Clock clock;

    LoggedAnswers(LookupLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Returns the answer, once its record is acknowledged.
     *
     * @param results number of results in the answer
     * @throws UnavailableException if the record was not acknowledged
     */
    Answer send(Call call, String kind, int results, Object document)
            throws UnavailableException, InterruptedException {
        Answer answer = Answer.json(200, document);
        return answer.with("Lookup-Id", record(call, kind, call.parameters().given(), results));
    }

    /** Writes the record only; returns its id. */
    String record(Call call, String kind, Map<String, String> question, int results)
            throws UnavailableException, InterruptedException {
        String id = UUID.randomUUID().toString();
        log.write(new LookupLog.LookedUp(
                id,
                clock.instant(),
                call.caller().name(),
                call.remoteAddress(),
                kind,
                question,
                call.parameters().text("reason"),
                results));
        return id;
    }
}
