package net.leasequery.streams.lookup.source;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record of who looked up what. Safe for several threads. */
public interface LookupLog {

    /**
     * Writes a look-up; returns once Kafka has acknowledged it.
     *
     * @throws UnavailableException if the look-up was not acknowledged; the caller must not get an answer then
     */
    void write(LookedUp lookup) throws UnavailableException, InterruptedException;

    /**
     * One look-up, as {@code Lookup.avsc} explains it.
     *
     * @param lookupId random
     * @param askedAt by this machine's clock
     * @param caller name of the caller
     * @param remoteAddress of the caller's machine
     * @param kind of question
     * @param question parameters as given
     * @param reason that the caller gave; null if none
     * @param results number of results in the answer
     */
    record LookedUp(
            String lookupId,
            Instant askedAt,
            String caller,
            String remoteAddress,
            String kind,
            Map<String, String> question,
            @Nullable String reason,
            int results) {

        /** Copies the parameters. */
        public LookedUp {
            question = Map.copyOf(question);
        }
    }
}
