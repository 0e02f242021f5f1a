package net.leasequery.connect.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Binding;

/**
 * Computes the id of a binding from its content: identity, state, client, absolute times, relay, options and data-source.
 * Values that differ when the same binding is sent again (base-time, origin, snapshot, clock skew) are left out, so a replay
 * has the id of the first delivery. The id is the first 128 bits of a SHA-256 in hex: consumers may deduplicate by it
 * without fear of collisions. Not thread-safe.
 */
final class EventId {

    private static final int OCTETS = 16;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** The two digits of each octet, precomputed because each record needs 16 pairs. */
    private static final short[] DIGITS = digits();

    private final ContentDigest digest;

    EventId(SourcePartition source) {
        digest = new ContentDigest(to -> {
            to.text(source.server());
            to.text(source.familyName());
        });
    }

    private static short[] digits() {
        short[] digits = new short[256];
        for (int octet = 0; octet < digits.length; octet++) {
            byte[] pair = HexFormat.of().toHexDigits((byte) octet).getBytes(StandardCharsets.US_ASCII);
            digits[octet] = (short) SHORT.get(pair, 0);
        }
        return digits;
    }

    String of(Binding binding) {
        byte[] sha256 = digest.of(to -> {
            to.address(binding.address());
            to.text(binding.state().name());
            to.client(binding.client());
            to.times(binding.times());
            to.relay(binding.relay());
            to.options(binding.options());
            to.dataSource(binding.remote());
        });
        return hex(sha256);
    }

    private static String hex(byte[] sha256) {
        byte[] text = new byte[2 * OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            SHORT.set(text, 2 * i, DIGITS[sha256[i] & 0xff]);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
