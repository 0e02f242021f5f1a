package net.leasequery.connect.table;

import java.nio.charset.StandardCharsets;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The data of a binding that a sweep needs in addition to its fingerprint, as numbers. Two clients or links may share a
 * number; the only consequence is an unnecessary query to the server.
 *
 * @param client the client's DUID and VPN, in 32 bits, because each row of a table has one; 0 if they are not known
 * @param link link-address of its relay agent; {@value #NO_RELAY} if there is none; 0 if it is not known
 * @param schedule renewal time, rebinding time and end of the preferred lifetime, in 32 bits; 0 if they are not known
 */
public record Details(long client, long link, long schedule) {

    /** Nothing is known, as for a record written by an earlier version. */
    public static final Details UNKNOWN = new Details(0, 0, 0);

    /** The client reaches the server without a relay agent, or the relay agent named no link. */
    public static final long NO_RELAY = 1;

    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int LEAST_NUMBER = 2;
    private static final long LOWER_BITS = 0xffff_ffffL;

    /** Reduces client and schedule to 32 bits; earlier versions stored clients in 64 bits. */
    public Details {
        client = narrow(client);
        schedule = narrow(schedule);
    }

    /** Returns the number of the DHCPv6 client of a binding; 0 if it has no DUID. */
    public static long client(Binding binding) {
        Octets duid = binding.client().duid();
        if (duid == null) {
            return 0;
        }
        long hash = mix(FNV_OFFSET_BASIS, duid.toByteArray());
        String vpn = binding.address().vpn();
        return narrow(number(vpn == null ? hash : mix(hash, vpn.getBytes(StandardCharsets.UTF_8))));
    }

    /** Number of a link-address, given as text in RFC 5952 form. */
    public static long link(String address) {
        return number(mix(FNV_OFFSET_BASIS, address.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the number of the times that are not part of a fingerprint. */
    public static long schedule(BindingTimes times) {
        long hash = mix(FNV_OFFSET_BASIS, times.renewal());
        return number(mix(mix(hash, times.rebinding()), times.preferredExpiry()));
    }

    private static long mix(long hash, byte[] octets) {
        long mixed = hash;
        for (byte octet : octets) {
            mixed = (mixed ^ (octet & 0xff)) * FNV_PRIME;
        }
        return mixed;
    }

    private static long mix(long hash, @Nullable ServerTime time) {
        long mixed = hash;
        long seconds = time == null ? Long.MIN_VALUE : time.epochSecond();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            mixed = (mixed ^ (seconds >>> shift & 0xff)) * FNV_PRIME;
        }
        return mixed;
    }

    private static long narrow(long number) {
        long low = number & LOWER_BITS;
        return low == 0 && number != 0 ? LEAST_NUMBER : low;
    }

    /** The smallest numbers are reserved. */
    private static long number(long hash) {
        return hash >= 0 && hash < LEAST_NUMBER ? LEAST_NUMBER : hash;
    }
}
