package net.leasequery.codec.v6;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;

/**
 * Octets written by hand: hexadecimal with spaces as the reader likes, comments from {@code #} to
 * the end of the line, and {@code 00*n} for n zeros.
 */
final class Fixture {

    private Fixture() {}

    static Octets octets(String commented) {
        String hex = commented
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .flatMap(line -> line.isEmpty() ? Stream.empty() : Stream.of(line.split("\\s+")))
                .map(Fixture::expanded)
                .collect(Collectors.joining());
        return Octets.ofHex(hex);
    }

    /** In a buffer that the garbage collector takes back. */
    static ByteBuf buffer(Octets octets) {
        return Unpooled.wrappedBuffer(octets.toByteArray());
    }

    private static String expanded(String word) {
        int star = word.indexOf('*');
        return star < 0 ? word : word.substring(0, star).repeat(Integer.parseInt(word.substring(star + 1)));
    }
}
