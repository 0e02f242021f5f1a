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
 * Which bindings of a server are brought to Kafka, by their addresses, whatever VPN they belong to. A delegated prefix
 * passes if all of its addresses do. Immutable.
 */
public final class SubnetFilter {

    /** Longest text of a filter that {@link #text} gives in words. */
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
     * The filter that lets pass what is in {@code include} and not in {@code exclude}.
     *
     * @param include none means all addresses
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
     * The filter with this {@link #text}. Of a filter that was too long for a text, it is only known whether it equals
     * another one.
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

    /**
     * The subnets of {@code include} of which {@code exclude} leaves nothing: who wrote that meant something else.
     */
    public static List<Subnet> contradicted(List<Subnet> include, List<Subnet> exclude) {
        AddressSet excluded = AddressSet.of(exclude);
        return include.stream()
                .filter(subnet -> excluded.hasAll(subnet.first(), subnet.last()))
                .toList();
    }

    /** The subnets of {@code exclude} that take nothing from {@code include}; none if everything is included. */
    public static List<Subnet> idle(List<Subnet> include, List<Subnet> exclude) {
        AddressSet included = AddressSet.of(include);
        return include.isEmpty()
                ? List.of()
                : exclude.stream()
                        .filter(subnet -> !included.overlaps(AddressSet.of(List.of(subnet))))
                        .toList();
    }

    /** Whether it lets nothing pass at all. */
    public boolean passesNothing() {
        return passing != null && passing.isEmpty();
    }

    /** Whether it lets everything pass. */
    public boolean passesAll() {
        return text.isEmpty();
    }

    /** Whether a binding of this address or delegated prefix is brought to Kafka. */
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

    /** Whether everything that {@code wanted} lets pass has passed this one. */
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
     * One text for each filter, whatever the order in which it was configured: its subnets, those that are excluded with
     * a hyphen before them; a digest if that is longer than {@value #LONGEST_TEXT} characters; empty if everything
     * passes. It is stored in offsets: it must not change.
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

    /** For people. */
    @Override
    public String toString() {
        return passesAll() ? "all subnets" : "subnets " + text;
    }
}
