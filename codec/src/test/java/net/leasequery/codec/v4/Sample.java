package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;

/** One message twice: as octets written by hand, and as the value that they mean. */
record Sample(Octets octets, Dhcpv4Message value) {

    /** The name of the parameterized test. */
    @Override
    public String toString() {
        return value.messageType().name();
    }
}
