package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.leasequery.codec.Octets;

/**
 * Octets written by hand: hexadecimal with spaces as the reader likes, comments from {@code #} to
 * the end of the line, and {@code 00*n} for n zeros.
 */
final class Fixture {

    /** Header fields of a reply with xid 00c0ffee and nothing else, and the magic cookie. */
    static final String EMPTY_REPLY = """
            02 00 00 00  00 c0 ff ee        # op BOOTREPLY, htype, hlen, hops, xid             RFC 2131 2
            00 00  00 00                    # secs, flags
            00*16  00*16                    # ciaddr, yiaddr, siaddr, giaddr; chaddr
            00*64  00*128                   # sname, file
            63 82 53 63                     # magic cookie 99.130.83.99                        RFC 2131 3
            """;

    private Fixture() {}

    static Octets octets(String commented) {
        return Octets.ofHex(commented
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .flatMap(line -> Arrays.stream(line.split("\\s+", -1)))
                .map(Fixture::expanded)
                .collect(Collectors.joining()));
    }

    /** A reply with nothing in its header and these options. */
    static Octets replyWith(String options) {
        return octets(EMPTY_REPLY + options);
    }

    /** In a buffer that the garbage collector takes back. */
    static ByteBuf buffer(Octets octets) {
        return Unpooled.wrappedBuffer(octets.toByteArray());
    }

    static Dhcpv4Message decode(Octets octets) {
        return new Dhcpv4Decoder().decode(buffer(octets));
    }

    static Octets encode(Dhcpv4Message message) {
        ByteBuf out = Unpooled.buffer();
        new Dhcpv4Encoder().encode(message, out);
        return Octets.copyOf(out, 0, out.readableBytes());
    }

    private static String expanded(String word) {
        int star = word.indexOf('*');
        return star < 0 ? word : word.substring(0, star).repeat(Integer.parseInt(word.substring(star + 1)));
    }
}
