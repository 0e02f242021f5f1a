package net.leasequery.streams.lookup.source;

import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The state of the servers and their findings: the latest records of two topics. Safe for several threads. */
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
     * @param complete whether all matching findings are kept here
     */
    record Findings(List<Entry> entries, boolean complete) {

        /** Copies the list. */
        public Findings {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Returns all members, in the order of group and server.
     *
     * @throws UnavailableException if the topic has not been read to its end
     */
    List<Entry> members() throws UnavailableException;

    /**
     * Returns findings, the newest first.
     *
     * @param subject address, client or server; null for all
     * @param at moment at which the findings were open; null for those that are open now
     * @throws UnavailableException if the topic has not been read to its end
     */
    Findings findings(@Nullable String subject, @Nullable Instant at) throws UnavailableException;
}
