package net.leasequery.streams.lookup.source;

import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** How the servers are, and what is wrong with them: the latest records of two topics. Safe for several threads. */
public interface NetworkState {

    /**
     * A record with its key.
     *
     * @param key {@code MemberKey} or {@code FindingKey}
     * @param value {@code Member} or {@code Finding}
     */
    record Entry(GenericRecord key, GenericRecord value) {}

    /**
     * Some findings.
     *
     * @param entries the newest first
     * @param complete whether all that match are kept here
     */
    record Findings(List<Entry> entries, boolean complete) {

        /** Copies the list. */
        public Findings {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Every member, in the order of group and server.
     *
     * @throws UnavailableException if the topic has not been read to its end
     */
    List<Entry> members() throws UnavailableException;

    /**
     * Findings, the newest first.
     *
     * @param subject address, client or server; null for all
     * @param at that were open at this moment; null for those that are open
     * @throws UnavailableException if the topic has not been read to its end
     */
    Findings findings(@Nullable String subject, @Nullable Instant at) throws UnavailableException;
}
