package net.leasequery.requestor.v6;

import java.util.List;
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
record Traits(
        @Nullable String fqdn,
        @Nullable String vendorClass,
        @Nullable String userClass) {

    static Traits of(Dhcpv6Options options) {
        ClientFqdn fqdn = options.first(ClientFqdn.class);
        VendorClass vendor = options.first(VendorClass.class);
        UserClass user = options.first(UserClass.class);
        return new Traits(
                fqdn == null ? null : fqdn.domainName(),
                vendor == null ? null : text(vendor.classes()),
                user == null ? null : text(user.classes()));
    }

    private static @Nullable String text(List<Octets> classes) {
        return classes.stream().allMatch(Traits::isText)
                ? classes.stream().map(Octets::toUtf8).collect(Collectors.joining(","))
                : null;
    }

    private static boolean isText(Octets octets) {
        String text = octets.toUtf8();
        return Octets.ofUtf8(text).equals(octets) && text.codePoints().noneMatch(Character::isISOControl);
    }
}
