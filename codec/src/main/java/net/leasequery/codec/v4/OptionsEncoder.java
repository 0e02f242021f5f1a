package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * Writes options, the reverse of {@link OptionsDecoder}: a value of more than 255 octets as several consecutive
 * instances (RFC 3396 section 6), then the end option. Never uses file and sname, and adds no padding, because the 300
 * octets of BOOTP apply to UDP only.
 */
final class OptionsEncoder {

    private static final int MAX_INSTANCE = 255;

    private OptionsEncoder() {}

    /** Returns the octets that the options take, including the end option. */
    static int encodedLength(Dhcpv4Options options) {
        int length = 1;
        for (Option option : options.all()) {
            length += encodedLength(option.value());
        }
        return length;
    }

    /** Returns the octets that a value takes, including the code and the length of each of its instances. */
    static int encodedLength(Octets value) {
        int instances = Math.max(1, (value.length() + MAX_INSTANCE - 1) / MAX_INSTANCE);
        return 2 * instances + value.length();
    }

    static void encode(Dhcpv4Options options, ByteBuf out) {
        for (Option option : options.all()) {
            writeInstances(option, out);
        }
        out.writeByte(OptionCode.END);
    }

    /** An empty value is one instance of length 0. */
    static void writeInstances(Option option, ByteBuf out) {
        Octets value = option.value();
        int at = 0;
        do {
            int length = Math.min(MAX_INSTANCE, value.length() - at);
            out.writeByte(option.code());
            out.writeByte(length);
            value.slice(at, length).writeTo(out);
            at += length;
        } while (at < value.length());
    }
}
