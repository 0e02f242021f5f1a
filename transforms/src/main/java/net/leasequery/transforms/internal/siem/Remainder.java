package net.leasequery.transforms.internal.siem;

import static net.leasequery.transforms.internal.siem.Attribute.text;
import static net.leasequery.transforms.internal.siem.Attribute.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.leasequery.transforms.internal.binding.BindingField;
import net.leasequery.transforms.internal.binding.Lease;
import net.leasequery.transforms.internal.octets.OctetText;

/** Attributes for the fields of a binding that a model has no place for, with names derived from the fields' names. */
final class Remainder {

    private static final String AS_OCTETS = " (text where printable, else hexadecimal)";
    private static final String RELAY = "relay.";
    private static final List<Attribute> ALL = all();

    private Remainder() {}

    /**
     * Returns the attributes, without fields that a model has a place for.
     *
     * @param placed fields of the binding that the model has a place for
     * @param path maps a field's name to the attribute's path
     */
    static List<Attribute> without(Set<String> placed, UnaryOperator<String> path) {
        return ALL.stream()
                .filter(attribute -> !placed.contains(attribute.path()))
                .map(attribute -> attribute.at(path.apply(attribute.path())))
                .toList();
    }

    /** Converts {@code leaseExpiryTime} to {@code lease_expiry_time}. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<Attribute> all() {
        List<Attribute> all = new ArrayList<>();
        for (BindingField field : List.of(
                BindingField.STATE,
                BindingField.ORIGIN,
                BindingField.LEASE_TYPE,
                BindingField.VPN,
                BindingField.SERVER_ID)) {
            all.add(copied(field));
        }
        all.add(text("address", "`address`", Lease::address));
        all.add(flag(BindingField.INFERRED));
        all.add(typed("observed", ValueType.FLAG, "`origin` is one of `resync.origins`", Lease::isObserved));
        all.add(typed(
                "renewal",
                ValueType.FLAG,
                "whether the lease was renewed; absent unless the server sends start-of-state",
                lease -> switch (lease.change()) {
                    case ASSIGNED -> false;
                    case RENEWED -> true;
                    default -> null;
                }));
        all.add(flag(BindingField.REMOTE));
        all.add(flag(BindingField.INFINITE_LEASE));
        for (BindingField field : List.of(
                BindingField.HARDWARE_ADDRESS,
                BindingField.HOSTNAME,
                BindingField.FQDN,
                BindingField.VENDOR_CLASS,
                BindingField.USER_CLASS,
                BindingField.SNAPSHOT_ID,
                BindingField.STATUS_MESSAGE)) {
            all.add(copied(field));
        }
        for (BindingField field : List.of(
                BindingField.HARDWARE_TYPE,
                BindingField.IAID,
                BindingField.PREFIX_LENGTH,
                BindingField.STATUS_CODE,
                BindingField.CLOCK_SKEW_MILLIS)) {
            all.add(typed(field.fieldName(), ValueType.LONG, quoted(field), lease -> lease.number(field)));
        }
        addMomentsAndOctets(all);
        all.add(text("options", "`options`, as a JSON text with octets in hexadecimal", Texts::options));
        return all;
    }

    private static void addMomentsAndOctets(List<Attribute> all) {
        all.add(octets(BindingField.CLIENT_ID, ""));
        all.add(octets(BindingField.DUID, ""));
        for (BindingField field : List.of(
                BindingField.BASE_TIME,
                BindingField.STATE_START_TIME,
                BindingField.LAST_TRANSACTION_TIME,
                BindingField.LEASE_EXPIRY_TIME,
                BindingField.RENEWAL_TIME,
                BindingField.REBINDING_TIME,
                BindingField.PREFERRED_EXPIRY_TIME)) {
            all.add(text(field.fieldName(), quoted(field) + ", ISO 8601", lease -> Moments.text(lease.millis(field))));
        }
        for (BindingField field : List.of(BindingField.GIADDR, BindingField.LINK_ADDRESS, BindingField.PEER_ADDRESS)) {
            all.add(text(field.fieldName(), "`" + RELAY + field.fieldName() + "`", lease -> lease.text(field)));
        }
        for (BindingField field : List.of(
                BindingField.CIRCUIT_ID,
                BindingField.REMOTE_ID,
                BindingField.RELAY_ID,
                BindingField.SUBSCRIBER_ID,
                BindingField.INTERFACE_ID)) {
            all.add(octets(field, RELAY));
        }
    }

    private static Attribute copied(BindingField field) {
        return text(field.fieldName(), quoted(field), lease -> lease.text(field));
    }

    private static Attribute flag(BindingField field) {
        return typed(field.fieldName(), ValueType.FLAG, quoted(field), lease -> lease.flag(field));
    }

    private static Attribute octets(BindingField field, String prefix) {
        return text(
                field.fieldName(),
                "`" + prefix + field.fieldName() + "`" + AS_OCTETS,
                lease -> OctetText.of(lease.octets(field)));
    }

    private static String quoted(BindingField field) {
        return "`" + field.fieldName() + "`";
    }
}
