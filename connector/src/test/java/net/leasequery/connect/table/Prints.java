package net.leasequery.connect.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.connect.sweep.Ending;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** Fingerprints for tests. */
public final class Prints {

    private Prints() {}

    /** Kafka acknowledges the records of these endings. */
    public static void acknowledged(Sweep sweep, List<Ending> endings) {
        endings.forEach(ending -> sweep.written(ending).settled(true));
        assertThat(sweep.unwritten()).isEmpty();
    }

    /** A lease of a client that is told apart by a number, with its end in seconds since 1970. */
    public static Fingerprint leased(String address, long client, long expiry) {
        return of(address, BindingState.ACTIVE, client, expiry);
    }

    public static Fingerprint of(String address, BindingState state, long digest, long expiry) {
        return new Fingerprint(
                new BindingAddress(LeaseType.V4, address, null, null),
                state,
                digest,
                new ServerTime(expiry),
                new ServerTime(expiry - 3_600),
                null,
                true);
    }

    /** The same of an IPv6 address, with what DHCPv6 reports of a client. */
    static Fingerprint leasedIpv6(String address, long client, long expiry) {
        return new Fingerprint(
                new BindingAddress(LeaseType.NA, address, null, null),
                BindingState.ACTIVE,
                client,
                new ServerTime(expiry),
                new ServerTime(expiry - 3_600),
                null,
                true,
                new Details(client, 77, 5));
    }

    /** An address of a VPN. */
    public static BindingAddress inVpn(String address, String vpn) {
        return new BindingAddress(LeaseType.V4, address, null, vpn);
    }

    /** A lease of which no time is known. */
    public static Fingerprint timeless(BindingAddress address, long digest) {
        return new Fingerprint(address, BindingState.ACTIVE, digest, null, null, null, true);
    }

    /** The same, but no answer to the configured queries would hold it. */
    public static Fingerprint notCovered(Fingerprint print) {
        return new Fingerprint(
                print.address(),
                print.state(),
                print.digest(),
                print.expiry(),
                print.lastTransaction(),
                print.stateStart(),
                false);
    }

    /** The same with another end and other details. */
    static Fingerprint with(Fingerprint print, @Nullable ServerTime expiry, Details details) {
        return new Fingerprint(
                print.address(),
                print.state(),
                print.digest(),
                expiry,
                print.lastTransaction(),
                print.stateStart(),
                print.covered(),
                details);
    }
}
