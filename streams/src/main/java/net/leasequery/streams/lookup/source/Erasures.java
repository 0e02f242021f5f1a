package net.leasequery.streams.lookup.source;

import java.time.Instant;
import java.util.List;
import net.leasequery.streams.history.ClientSelector;
import org.apache.avro.generic.GenericRecord;

/** Requests that the history erases clients. Safe for several threads. */
public interface Erasures {

    /**
     * Writes the command; returns once Kafka has acknowledged it.
     *
     * @param id of the command; commands with the same id are executed once
     * @throws UnavailableException if the command was not acknowledged
     */
    void ask(String id, ClientSelector client, String caller, Instant askedAt)
            throws UnavailableException, InterruptedException;

    /**
     * Returns the answers of partitions so far.
     *
     * @return records {@code HistoryAnswer}
     * @throws UnavailableException if the answers have not all been read
     */
    List<GenericRecord> answers(String id) throws UnavailableException;
}
