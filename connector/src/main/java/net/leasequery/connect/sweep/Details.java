package net.leasequery.connect.sweep;

import java.nio.charset.StandardCharsets;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep needs of a binding beside its fingerprint, as numbers of 64 bits. Two clients or links may have the
 * same number: then the server is asked once too often, and nothing else happens.
 *
 * @param client the client's DUID and VPN; 0 if they are not known
 * @param link link-address of its relay agent; {@value #NO_RELAY} if there is none; 0 if it is not known
 * @param schedule renewal time, rebinding time and end of the preferred lifetime; 0 if they are not known
 */
public record Details(long client, long link, long schedule) {

    /** Nothing is known, as of a record that an earlier version wrote. */
    public static final Details UNKNOWN = new Details(0, 0, 0);

    /** The client talks to the server without a relay agent, or the relay agent named no link. */
    public static final long NO_RELAY = 1;

    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int LEAST_NUMBER = 2;

    /** Number of the DHCPv6 client of a binding; 0 if it has no DUID. */
    public static long client(Binding binding) {
        Octets duid = binding.client().duid();
        if (duid == null) {
            return 0;
        }
        long hash = mix(FNV_OFFSET_BASIS, duid.toByteArray());
        String vpn = binding.address().vpn();
        return number(vpn == null ? hash : mix(hash, vpn.getBytes(StandardCharsets.UTF_8)));
    }

    /** Number of a link-address, as text in RFC 5952 form. */
    public static long link(String address) {
        return number(mix(FNV_OFFSET_BASIS, address.getBytes(StandardCharsets.UTF_8)));
    }

    /** Number of the times that no fingerprint has. */
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

    /** The least numbers have a meaning of their own. */
    private static long number(long hash) {
        return hash >= 0 && hash < LEAST_NUMBER ? LEAST_NUMBER : hash;
    }
}
