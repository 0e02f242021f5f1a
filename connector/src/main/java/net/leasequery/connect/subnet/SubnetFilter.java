package net.leasequery.connect.subnet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.DhcpFamily;
import org.jspecify.annotations.Nullable;

/**
 * Selects the bindings of a server that are written to Kafka, by address and regardless of VPN. A delegated prefix
 * passes if all of its addresses do. Immutable.
 */
public final class SubnetFilter {

    /** Longest text of a filter that {@link #text} writes out. */
    public static final int LONGEST_TEXT = 4_096;

    private static final String NOT = "-";
    private static final String DIGEST = "sha256:";

    /** Lets everything pass. */
    public static final SubnetFilter ALL = new SubnetFilter(DhcpFamily.IPV6, null, "");

    private final DhcpFamily family;
    private final @Nullable AddressSet passing;
    private final String text;

    private SubnetFilter(DhcpFamily family, @Nullable AddressSet passing, String text) {
        this.family = family;
        this.passing = passing;
        this.text = text;
    }

    /**
     * Returns the filter that passes addresses in {@code include} but not in {@code exclude}.
     *
     * @param include empty for all addresses
     */
    public static SubnetFilter of(DhcpFamily family, List<Subnet> include, List<Subnet> exclude) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return ALL;
        }
        String words = Stream.concat(
                        include.stream().map(Subnet::toString), exclude.stream().map(subnet -> NOT + subnet))
                .sorted()
                .distinct()
                .collect(Collectors.joining(","));
        return new SubnetFilter(family, included(family, include).without(AddressSet.of(exclude)), bounded(words));
    }

    private static AddressSet included(DhcpFamily family, List<Subnet> include) {
        return AddressSet.of(include.isEmpty() ? List.of(new Subnet(family, new IpNumber(0, 0), 0)) : include);
    }

    private static String bounded(String words) {
        if (words.length() <= LONGEST_TEXT) {
            return words;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return DIGEST + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Returns the filter with this {@link #text}. If the text is a digest, the filter can only be compared for
     * equality.
     *
     * @throws IllegalArgumentException if no filter has such a text
     */
    public static SubnetFilter ofText(DhcpFamily family, String text) {
        if (text.startsWith(DIGEST)) {
            return new SubnetFilter(family, null, text);
        }
        List<Subnet> include = new ArrayList<>();
        List<Subnet> exclude = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            if (word.startsWith(NOT)) {
                exclude.add(Subnet.parse(family, word.substring(NOT.length())));
            } else {
                include.add(Subnet.parse(family, word));
            }
        }
        return of(family, include, exclude);
    }

    /** Returns the subnets of {@code include} that {@code exclude} removes completely, which is never intended. */
    public static List<Subnet> contradicted(List<Subnet> include, List<Subnet> exclude) {
        AddressSet excluded = AddressSet.of(exclude);
        return include.stream()
                .filter(subnet -> excluded.hasAll(subnet.first(), subnet.last()))
                .toList();
    }

    /**
     * Returns the subnets of {@code exclude} that remove nothing from {@code include}; empty if everything is included.
     */
    public static List<Subnet> idle(List<Subnet> include, List<Subnet> exclude) {
        AddressSet included = AddressSet.of(include);
        return include.isEmpty()
                ? List.of()
                : exclude.stream()
                        .filter(subnet -> !included.overlaps(AddressSet.of(List.of(subnet))))
                        .toList();
    }

    /** Whether no address passes. */
    public boolean passesNothing() {
        return passing != null && passing.isEmpty();
    }

    /** Whether every address passes. */
    public boolean passesAll() {
        return text.isEmpty();
    }

    /** Whether a binding of this address or delegated prefix is written to Kafka. */
    public boolean passes(BindingAddress address) {
        if (passesAll()) {
            return true;
        }
        Integer length = address.prefixLength();
        String written = address.text();
        int slash = length == null ? -1 : written.indexOf('/');
        IpNumber first = IpNumber.parse(family, slash < 0 ? written : written.substring(0, slash));
        int bits = IpNumber.bits(family);
        return first != null
                && Objects.requireNonNull(passing, "of a filter in words")
                        .hasAll(first, length == null ? first : first.lastOfPrefix(length, bits));
    }

    /** Whether everything that passes {@code wanted} passes this filter. */
    public boolean covers(SubnetFilter wanted) {
        if (passesAll() || text.equals(wanted.text)) {
            return true;
        }
        if (passing == null) {
            return false;
        }
        return (wanted.passing != null && passing.hasAll(wanted.passing))
                || (wanted.passesAll() && passing.hasAll(included(family, List.of())));
    }

    /**
     * Returns the same text for equal filters, regardless of the order of configuration: the subnets, excluded ones
     * preceded by a hyphen; a digest if that is longer than {@value #LONGEST_TEXT} characters; empty if everything
     * passes. The text is stored in offsets and must not change.
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubnetFilter filter && filter.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Human-readable text. */
    @Override
    public String toString() {
        return passesAll() ? "all subnets" : "subnets " + text;
    }
}
