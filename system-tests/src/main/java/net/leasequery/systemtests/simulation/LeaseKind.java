package net.leasequery.systemtests.simulation;

/** The identity association that a DHCPv6 lease is in, with the code of its option. RFC 8415 section 24. */
enum LeaseKind {
    NA(3),
    TA(4),
    PD(25);

    private final int option;

    LeaseKind(int option) {
        this.option = option;
    }

    int option() {
        return option;
    }
}
