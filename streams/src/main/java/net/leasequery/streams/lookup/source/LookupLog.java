package net.leasequery.streams.lookup.source;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record of who looked up what. Safe for several threads. */
public interface LookupLog {

    /**
     * Writes; returns once Kafka has acknowledged it.
     *
     * @throws UnavailableException if it was not acknowledged; nothing may be answered then
     */
    void write(LookedUp lookup) throws UnavailableException, InterruptedException;

    /**
     * One look-up, as {@code Lookup.avsc} explains it.
     *
     * @param lookupId random
     * @param askedAt by this machine's clock
     * @param caller who
     * @param remoteAddress from where
     * @param kind of question
     * @param question parameters as given
     * @param reason why; null if that was not said
     * @param results in the answer
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

        /** Copies what it is given. */
        public LookedUp {
            question = Map.copyOf(question);
        }
    }
}
