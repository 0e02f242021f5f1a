package net.leasequery.systemtests.simulation;

/** Status codes of both families: RFC 6926 section 6.2.2, RFC 7724 section 5.2.2; RFC 5007, RFC 7653 section 6.3. */
enum Status {
    SUCCESS(0, 0),
    UNSPEC_FAIL(1, 1),
    NOT_CONFIGURED(1, 9),
    NOT_ALLOWED(4, 10),
    QUERY_TERMINATED(2, 11),
    DATA_MISSING(5, 12),
    CONNECTION_ACTIVE(6, 0),
    CATCH_UP_COMPLETE(7, 13);

    private final int ipv4;
    private final int ipv6;

    Status(int ipv4, int ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    int code(Family family) {
        return family == Family.IPV4 ? ipv4 : ipv6;
    }
}
