package net.leasequery.simulator.kit;

import java.time.Instant;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.jspecify.annotations.Nullable;

/** A family as the tests speak it that are the same for both. */
public interface Protocol {

    static Protocol of(Family family) {
        return switch (family) {
            case IPV4 -> new Ipv4Protocol();
            case IPV6 -> new Ipv6Protocol();
        };
    }

    /** Configures 256 addresses. */
    void configure(LeasequeryServerBuilder builder);

    /** Configures 4096 addresses instead. */
    void configureMany(LeasequeryServerBuilder builder);

    /** One of 256 addresses. */
    String address(int index);

    /** One of 4096 addresses. */
    String ofMany(int index);

    Client client(int number);

    /** Holder in messages about this client. */
    String holder(Client client);

    /** An Active query for everything. */
    byte[] active(int xid, @Nullable Instant start);

    /** An Active query that does not ask for base-times. */
    byte[] activeWithoutBaseTime(int xid, Instant start);

    /** An Active query with a query-end-time, which is not allowed. */
    byte[] activeUntil(int xid, Instant end);

    /** A request for TLS. */
    byte[] tlsRequest(int xid);

    /** Whether a message is what answers a request for TLS, by consent or, with a status, by refusal. */
    boolean isAnswerToTls(byte[] frame);

    /** A Bulk query for all addresses. */
    byte[] bulk(int xid);

    MessageContent read(byte[] frame);

    /** Whether an Active query is told that it was accepted before there is anything else to tell. */
    boolean opensActiveQueries();

    /** The family's number for a status; both have the same names for those that they share, not the same numbers. */
    int statusCode(String name);

    default int queryTerminated() {
        return statusCode("QUERY_TERMINATED");
    }

    default int notAllowed() {
        return statusCode("NOT_ALLOWED");
    }

    default int malformedQuery() {
        return statusCode("MALFORMED_QUERY");
    }

    default int tlsConnectionRefused() {
        return statusCode("TLS_CONNECTION_REFUSED");
    }

    default int dataMissing() {
        return statusCode("DATA_MISSING");
    }

    default int catchUpComplete() {
        return statusCode("CATCH_UP_COMPLETE");
    }
}
