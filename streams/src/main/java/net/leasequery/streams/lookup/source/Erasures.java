package net.leasequery.streams.lookup.source;

import java.time.Instant;
import java.util.List;
import net.leasequery.streams.history.ClientSelector;
import org.apache.avro.generic.GenericRecord;

/** Has the history erase what it keeps of clients. Safe for several threads. */
public interface Erasures {

    /**
     * Writes the command; returns once Kafka has acknowledged it.
     *
     * @param id of the command; with the same id nothing happens twice
     * @throws UnavailableException if it was not acknowledged
     */
    void ask(String id, ClientSelector client, String caller, Instant askedAt)
            throws UnavailableException, InterruptedException;

    /**
     * What partitions have answered so far.
     *
     * @return records {@code HistoryAnswer}
     * @throws UnavailableException if the answers have not all been read
     */
    List<GenericRecord> answers(String id) throws UnavailableException;
}
