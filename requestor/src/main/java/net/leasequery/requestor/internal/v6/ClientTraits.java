package net.leasequery.requestor.internal.v6;

import java.util.List;
import java.util.StringJoiner;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent about itself.
 *
 * @param fqdn fully qualified name; null if none was sent or it is not a name
 * @param vendorClass classes separated by commas; null if none was sent or they are not text
 * @param userClass likewise
 */
record ClientTraits(
        @Nullable String fqdn,
        @Nullable String vendorClass,
        @Nullable String userClass) {

    static ClientTraits of(Dhcpv6Options options) {
        ClientFqdn fqdn = options.clientFqdn();
        UserClass user = options.first(OptionCode.USER_CLASS, UserClass.class);
        return new ClientTraits(
                fqdn == null ? null : fqdn.domainName(), vendors(options), user == null ? null : text(user.classes()));
    }

    /** One option for each enterprise (RFC 8415 section 21.16); those that are not text are left out. */
    private static @Nullable String vendors(Dhcpv6Options options) {
        Octets first = options.data(OptionCode.VENDOR_CLASS);
        if (first == null) {
            return null;
        }
        if (options.isKnownToBeDistinct()) {
            return text(VendorClass.classesIn(first));
        }
        StringJoiner all = joiner();
        for (VendorClass vendor : options.all(OptionCode.VENDOR_CLASS, VendorClass.class)) {
            String text = text(vendor.classes());
            if (text != null) {
                all.add(text);
            }
        }
        return all.length() == 0 ? null : all.toString();
    }

    /** Returns the classes separated by commas; null if there are none or they are not text. */
    private static @Nullable String text(List<Octets> classes) {
        if (classes.size() == 1) {
            String only = textOf(classes.get(0));
            return only == null || only.isEmpty() ? null : only;
        }
        StringJoiner all = joiner();
        for (Octets one : classes) {
            String text = textOf(one);
            if (text == null) {
                return null;
            }
            if (!text.isEmpty()) {
                all.add(text);
            }
        }
        return all.length() == 0 ? null : all.toString();
    }

    private static StringJoiner joiner() {
        return new StringJoiner(",").setEmptyValue("");
    }

    private static @Nullable String textOf(Octets octets) {
        String text = octets.toUtf8();
        return isPrintable(octets) || isText(octets, text) ? text : null;
    }

    /** Whether all octets are visible ASCII or space, as in nearly every class. */
    private static boolean isPrintable(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            byte octet = octets.get(i);
            if (octet < 0x20 || octet == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Octets octets, String text) {
        return Octets.ofUtf8(text).equals(octets) && text.codePoints().noneMatch(Character::isISOControl);
    }
}
