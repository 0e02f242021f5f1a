package net.leasequery.requestor.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.DhcpFamily;

/** The messages of {@code field-vectors.txt}, by name. */
final class FieldVectors {

    private static final String FILE = "/net/leasequery/requestor/field-vectors.txt";

    private static final Map<String, Vector> BY_NAME = load();

    private FieldVectors() {}

    /** One message. */
    record Vector(String name, DhcpFamily family, Octets octets) {}

    static Vector named(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), name);
    }

    static Map<String, Vector> all() {
        return BY_NAME;
    }

    private static Map<String, Vector> load() {
        Map<String, Vector> vectors = new LinkedHashMap<>();
        text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 3))
                .forEach(parts -> vectors.put(
                        parts[0],
                        new Vector(
                                parts[0],
                                "v4".equals(parts[1]) ? DhcpFamily.IPV4 : DhcpFamily.IPV6,
                                octets(parts[2]))));
        return vectors;
    }

    private static Octets octets(String words) {
        return Octets.ofHex(
                Arrays.stream(words.split(" ", -1)).map(FieldVectors::expanded).collect(Collectors.joining()));
    }

    private static String expanded(String word) {
        int star = word.indexOf('*');
        return star < 0 ? word : word.substring(0, star).repeat(Integer.parseInt(word.substring(star + 1)));
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(FieldVectors.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
