package net.leasequery.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.RetirementRecords;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends in Kafka the bindings of servers that are no longer followed. The event {@code RETIRED} of a server is written
 * after Kafka has acknowledged all its ends, because the operator may then remove the server's name, and nothing else
 * would end what is left. An end that is not in Kafka, because a transform dropped it or its failure was ignored, is
 * written again after {@link #PAUSE}, {@value #MOST_ATTEMPTS} times in all. Used by one thread; the producer's thread
 * reports to the receipts.
 */
final class Retirement {

    static final int MOST_ATTEMPTS = 3;
    static final Duration PAUSE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final int batchSize;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final List<RetiredServer> unfinished = new ArrayList<>();
    private long ended;
    private long abandoned;

    /**
     * Begins to retire servers. One that was retired before, and of which Kafka shows no lease, is left out.
     *
     * @param servers names of servers that are not followed
     * @param leased bindings that Kafka shows as leased, by the server's name
     */
    Retirement(
            LeasequeryConnectorConfig config,
            SourceTaskContext context,
            TaskEnvironment environment,
            Collection<String> servers,
            Map<String, List<Fingerprint>> leased) {
        this.batchSize = config.maxBatchSize();
        this.clock = environment.clock();
        this.nanoTime = environment.nanoTime();
        for (String server : servers) {
            SourcePartition source = new SourcePartition(server, config.family());
            RetirementRecords records = new RetirementRecords(
                    source,
                    config.recordSettings(),
                    config.scope(),
                    context.offsetStorageReader().offset(source.toMap()));
            List<Fingerprint> bindings = leased.getOrDefault(server, List.of());
            if (bindings.isEmpty() && records.isAlreadyRetired()) {
                LOG.info("DHCP server {}: already retired. You may remove its name from retire.servers", server);
            } else {
                LOG.info(
                        "DHCP server {}: to be retired. Ending its {} leases in Kafka; event RETIRED follows once Kafka has"
                                + " acknowledged them",
                        server,
                        bindings.size());
                unfinished.add(new RetiredServer(server, records, bindings));
            }
        }
    }

    /** Returns the next records, at most one batch. */
    List<SourceRecord> step() {
        List<SourceRecord> batch = new ArrayList<>();
        for (Iterator<RetiredServer> each = unfinished.iterator(); each.hasNext() && batch.size() < batchSize; ) {
            if (!each.next().continueIn(batch)) {
                each.remove();
            }
        }
        return batch;
    }

    /** Whether there are records to write now, rather than acknowledgements or a pause to wait for. */
    boolean isBusy() {
        return unfinished.stream().anyMatch(server -> server.ends.hasNext());
    }

    /** Whether {@link #step} returns no more records. */
    boolean isFinished() {
        return unfinished.isEmpty();
    }

    /** Number of bindings whose ends Kafka has acknowledged, of the servers that are finished. */
    long ended() {
        return ended;
    }

    /** Number of bindings whose ends did not reach Kafka, of the servers that are finished. */
    long abandoned() {
        return abandoned;
    }

    /** One server. */
    private final class RetiredServer {

        private final String name;
        private final RetirementRecords records;
        private final int leases;
        private final Set<Fingerprint> lost = ConcurrentHashMap.newKeySet();
        private final AtomicLong unacknowledged = new AtomicLong();
        private Iterator<SourceRecord> ends = Collections.emptyIterator();
        private int attempts;
        private long attemptedAtNanos;

        RetiredServer(String name, RetirementRecords records, List<Fingerprint> leased) {
            this.name = name;
            this.records = records;
            this.leases = leased.size();
            attempt(leased);
        }

        private void attempt(List<Fingerprint> leased) {
            attempts++;
            ends = leased.stream()
                    .flatMap(last -> records.ends(last, receipt(last), clock.millis()))
                    .iterator();
        }

        private Receipt receipt(Fingerprint last) {
            return stored -> {
                if (!stored) {
                    lost.add(last);
                }
                unacknowledged.decrementAndGet();
            };
        }

        /** Adds records to the batch until it is full. Returns whether there is, or may be, more to do. */
        boolean continueIn(List<SourceRecord> batch) {
            while (ends.hasNext()) {
                if (batch.size() >= batchSize) {
                    return true;
                }
                batch.add(ends.next());
                unacknowledged.incrementAndGet();
                attemptedAtNanos = nanoTime.getAsLong();
            }
            if (unacknowledged.get() > 0) {
                return true;
            }
            if (lost.isEmpty()) {
                ended += leases;
                LOG.info("DHCP server {}: retired. Kafka has acknowledged the ends of its {} leases", name, leases);
                batch.add(records.retired(leases, clock.millis()));
                return false;
            }
            if (attempts == MOST_ATTEMPTS) {
                abandon();
                return false;
            }
            if (nanoTime.getAsLong() - attemptedAtNanos >= PAUSE.toNanos()) {
                List<Fingerprint> again = List.copyOf(lost);
                LOG.warn(
                        "DHCP server {}: the ends of {} of its {} leases are not in Kafka: a transform dropped them, or"
                                + " errors.tolerance=all ignored their failure. They are written again",
                        name,
                        again.size(),
                        leases);
                lost.clear();
                attempt(again);
            }
            return true;
        }

        private void abandon() {
            ended += leases - lost.size();
            abandoned += lost.size();
            LOG.warn(
                    "DHCP server {}: not retired. Kafka still shows {} of its {} leases, because the records that end them"
                            + " were not stored in {} attempts: a transform dropped them, or errors.tolerance=all ignored"
                            + " their failure. Correct this, and restart the connector with the server in"
                            + " retire.servers, or send the signal again",
                    name,
                    lost.size(),
                    leases,
                    MOST_ATTEMPTS);
        }
    }
}
