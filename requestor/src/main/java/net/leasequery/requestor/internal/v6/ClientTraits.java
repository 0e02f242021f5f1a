package net.leasequery.requestor.internal.v6;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import org.jspecify.annotations.Nullable;

/**
 * What a client said of itself.
 *
 * @param fqdn fully qualified name; null if none was told or it is no name
 * @param vendorClass classes with commas between them; null if none was told or they are no text
 * @param userClass likewise
 */
record ClientTraits(
        @Nullable String fqdn,
        @Nullable String vendorClass,
        @Nullable String userClass) {

    static ClientTraits of(Dhcpv6Options options) {
        ClientFqdn fqdn = options.first(ClientFqdn.class);
        UserClass user = options.first(UserClass.class);
        return new ClientTraits(
                fqdn == null ? null : fqdn.domainName(),
                vendors(options.all(VendorClass.class)),
                user == null ? null : text(user.classes()));
    }

    /** One option for each enterprise (RFC 8415 section 21.16); those that are no text are left out. */
    private static @Nullable String vendors(List<VendorClass> options) {
        if (options.isEmpty()) {
            return null;
        }
        String all = options.stream()
                .map(vendor -> text(vendor.classes()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
        return all.isEmpty() ? null : all;
    }

    /** Classes with commas between them; null if they are none or no text. */
    static @Nullable String text(List<Octets> classes) {
        if (!classes.stream().allMatch(ClientTraits::isText)) {
            return null;
        }
        String all = classes.stream()
                .filter(one -> !one.isEmpty())
                .map(Octets::toUtf8)
                .collect(Collectors.joining(","));
        return all.isEmpty() ? null : all;
    }

    private static boolean isText(Octets octets) {
        String text = octets.toUtf8();
        return Octets.ofUtf8(text).equals(octets) && text.codePoints().noneMatch(Character::isISOControl);
    }
}
