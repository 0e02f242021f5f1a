package net.leasequery.transforms.internal.siem;

import static net.leasequery.transforms.internal.siem.Attribute.constant;
import static net.leasequery.transforms.internal.siem.Attribute.text;
import static net.leasequery.transforms.internal.siem.Attribute.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.leasequery.transforms.internal.binding.BindingField;
import net.leasequery.transforms.internal.binding.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Splunk CIM data model Network Sessions, dataset DHCP. Splunk adds the tags that the model requires at search time, by
 * {@code signature}; {@code docs/siem.md} has the settings.
 */
public final class CimModel {

    private CimModel() {}

    public static Model reportedBy(Reporter reporter) {
        List<Attribute> all = new ArrayList<>();
        all.add(typed(
                        "leasequery_time",
                        ValueType.LONG,
                        "time of the change, or of the observation, epoch milliseconds",
                        Lease::time)
                .insistedOn());
        all.add(text("action", "`state`, see above", CimModel::action).insistedOn());
        all.add(text("signature", "`state`, see above", CimModel::signature).insistedOn());
        all.add(text("signature_id", "`state`", lease -> lease.text(BindingField.STATE)));
        all.add(text("dest_ip", "`address`, unless it is a prefix or a token", Lease::ip)
                .insistedOn());
        all.add(text("dest_mac", "`hardwareAddress`, if it has six octets, lower case with colons", CimModel::mac)
                .insistedOn());
        all.add(text("dest_dns", "`fqdn`", lease -> lease.text(BindingField.FQDN)));
        all.add(text("dest_nt_host", "`hostname`", lease -> lease.text(BindingField.HOSTNAME)));
        all.add(constant("vendor_product", reporter.vendor() + " " + reporter.product()));
        all.add(typed(
                "lease_duration",
                ValueType.INTEGER,
                "`leaseExpiryTime` − `lastTransactionTime`, in seconds",
                Lease::leaseSeconds));
        all.add(text("leasequery_event_id", "`eventId`", lease -> lease.text(BindingField.EVENT_ID)));
        all.add(text("leasequery_server", "`server`", Lease::server));
        all.add(text("leasequery_family", "`family`", lease -> lease.text(BindingField.FAMILY)));
        all.addAll(Remainder.without(Set.of("fqdn", "hostname"), name -> "leasequery_" + Remainder.snakeCase(name)));
        return new Model("net.leasequery.cim.NetworkSession", all);
    }

    /** The model has three values, but none for a renewal. */
    private static @Nullable String action(Lease lease) {
        return switch (lease.change()) {
            case ASSIGNED, RENEWED, LEASED -> "started";
            case RELEASED, EXPIRED, RESET, AVAILABLE, VANISHED -> "ended";
            case ABANDONED -> "blocked";
            case REMOTE, TRANSITIONING, UNKNOWN -> null;
        };
    }

    private static String signature(Lease lease) {
        if (lease.isObserved()) {
            return "DHCP lease as found by " + String.valueOf(lease.origin()).toLowerCase(Locale.ROOT);
        }
        return switch (lease.change()) {
            case ASSIGNED -> "DHCP lease started";
            case RENEWED -> "DHCP lease renewed";
            case LEASED -> "DHCP lease started or renewed";
            case RELEASED -> "DHCP lease released";
            case EXPIRED -> "DHCP lease expired";
            case ABANDONED -> "DHCP address abandoned";
            case RESET -> "DHCP lease reset";
            case AVAILABLE -> "DHCP address available";
            case REMOTE -> "DHCP address at failover partner";
            case TRANSITIONING -> "DHCP address in transition";
            case VANISHED -> "DHCP lease vanished";
            case UNKNOWN -> "DHCP address in unknown state";
        };
    }

    private static @Nullable String mac(Lease lease) {
        String mac = lease.mac();
        return mac == null ? null : mac.toLowerCase(Locale.ROOT);
    }
}
