package net.leasequery.transforms.internal.siem;

import static net.leasequery.transforms.internal.siem.Attribute.constant;
import static net.leasequery.transforms.internal.siem.Attribute.text;
import static net.leasequery.transforms.internal.siem.Attribute.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.leasequery.transforms.internal.binding.BindingField;
import net.leasequery.transforms.internal.binding.Lease;
import net.leasequery.transforms.internal.octets.OctetText;
import org.jspecify.annotations.Nullable;

/** Microsoft Sentinel ASIM, schema DhcpEvent 0.1. Values without a column are under {@code AdditionalFields}. */
public final class AsimModel {

    private AsimModel() {}

    public static Model reportedBy(Reporter reporter) {
        List<Attribute> all = new ArrayList<>();
        event(all, reporter);
        client(all);
        all.add(text("Dvc", "`server`", Lease::server));
        all.add(text("DvcIpAddr", "`serverId`, if it is an address", Lease::serverIp));
        all.add(typed(
                "DhcpLeaseDuration",
                ValueType.INTEGER,
                "`leaseExpiryTime` − `lastTransactionTime`, in seconds",
                Lease::leaseSeconds));
        all.add(text(
                "DhcpCircuitId",
                "`relay.circuitId`, else `relay.interfaceId` (text where printable, else hexadecimal)",
                AsimModel::circuit));
        all.add(text(
                "DhcpSubscriberId",
                "`relay.subscriberId` (text where printable, else hexadecimal)",
                lease -> OctetText.of(lease.octets(BindingField.SUBSCRIBER_ID))));
        all.add(text("DhcpVendorClass", "`vendorClass`", lease -> lease.text(BindingField.VENDOR_CLASS)));
        all.add(text("DhcpUserClass", "`userClass`", lease -> lease.text(BindingField.USER_CLASS)));
        all.addAll(Remainder.without(
                Set.of("subscriberId", "vendorClass", "userClass", "state", "statusMessage"),
                name -> "AdditionalFields." + name));
        return new Model("net.leasequery.asim.DhcpEvent", all);
    }

    private static void event(List<Attribute> all, Reporter reporter) {
        all.add(text("TimeGenerated", "as `EventStartTime`", AsimModel::time));
        all.add(constant("EventSchema", "DhcpEvent"));
        all.add(constant("EventSchemaVersion", "0.1"));
        all.add(constant("EventVendor", reporter.vendor()));
        all.add(constant("EventProduct", reporter.product()));
        all.add(constant("EventCount", 1));
        all.add(text("EventStartTime", "time of the change, or of the observation", AsimModel::time)
                .insistedOn());
        all.add(text("EventEndTime", "as `EventStartTime`", AsimModel::time).insistedOn());
        all.add(text("EventType", "`state`, see above", AsimModel::type).insistedOn());
        all.add(text("EventSubType", "more precise than `EventType`, see above", AsimModel::subType));
        all.add(text("EventOriginalType", "`state`", lease -> lease.text(BindingField.STATE)));
        all.add(text(
                "EventResult",
                "`Success`; `NA` if the record reports a state and not a change",
                lease -> lease.isObserved() ? "NA" : "Success"));
        all.add(constant("EventSeverity", "Informational"));
        all.add(text("EventOriginalUid", "`eventId`", lease -> lease.text(BindingField.EVENT_ID)));
        all.add(text(
                "EventOriginalResultDetails", "`statusMessage`", lease -> lease.text(BindingField.STATUS_MESSAGE)));
        all.add(text("EventMessage", "summary in one line", Texts::message));
    }

    private static void client(List<Attribute> all) {
        all.add(text("SrcIpAddr", "`address`, unless it is a prefix or a token", Lease::ip)
                .insistedOn());
        all.add(text("IpAddr", "as `SrcIpAddr`", Lease::ip));
        all.add(text("SrcMacAddr", "`hardwareAddress`, if it has six octets", Lease::mac)
                .insistedOn());
        all.add(text(
                        "SrcHostname",
                        "`hostname`, else the first label of `fqdn`, else the address, as the schema requires",
                        AsimModel::hostname)
                .insistedOn());
        all.add(text("Hostname", "as `SrcHostname`", AsimModel::hostname));
        all.add(text("SrcFQDN", "`fqdn`, if it has a domain", lease -> domain(lease) == null ? null : fqdn(lease)));
        all.add(text("SrcDomain", "`fqdn` without its first label", AsimModel::domain));
        all.add(text("SrcDomainType", "`FQDN`, with `SrcDomain`", lease -> domain(lease) == null ? null : "FQDN"));
    }

    private static @Nullable String time(Lease lease) {
        return Moments.text(lease.time());
    }

    /** The model has no value for an expiry: it becomes a Release, with the original type in another column. */
    private static @Nullable String type(Lease lease) {
        return switch (lease.change()) {
            case ASSIGNED, LEASED -> "Assign";
            case RENEWED -> "Renew";
            case RELEASED, EXPIRED, ABANDONED, RESET, AVAILABLE, VANISHED -> "Release";
            case REMOTE, TRANSITIONING, UNKNOWN -> null;
        };
    }

    private static String subType(Lease lease) {
        if (lease.isObserved()) {
            return String.valueOf(lease.origin());
        }
        return switch (lease.change()) {
            case ASSIGNED -> "New";
            case RENEWED -> "Renewed";
            case LEASED -> "NewOrRenewed";
            case RELEASED -> "Released";
            case EXPIRED -> "Expired";
            case ABANDONED -> "Abandoned";
            case RESET -> "Reset";
            case AVAILABLE -> "Available";
            case REMOTE -> "Remote";
            case TRANSITIONING -> "Transitioning";
            case VANISHED -> "Vanished";
            case UNKNOWN -> "Unknown";
        };
    }

    private static @Nullable String circuit(Lease lease) {
        String circuit = OctetText.of(lease.octets(BindingField.CIRCUIT_ID));
        return circuit == null ? OctetText.of(lease.octets(BindingField.INTERFACE_ID)) : circuit;
    }

    private static @Nullable String fqdn(Lease lease) {
        return lease.text(BindingField.FQDN) == null ? null : lease.name();
    }

    private static @Nullable String hostname(Lease lease) {
        String hostname = lease.text(BindingField.HOSTNAME);
        if (hostname != null && !hostname.isEmpty()) {
            return hostname;
        }
        String fqdn = fqdn(lease);
        if (fqdn == null) {
            return lease.ip();
        }
        int dot = fqdn.indexOf('.');
        return dot > 0 ? fqdn.substring(0, dot) : fqdn;
    }

    private static @Nullable String domain(Lease lease) {
        String fqdn = fqdn(lease);
        int dot = fqdn == null ? -1 : fqdn.indexOf('.');
        return fqdn == null || dot < 1 || dot == fqdn.length() - 1 ? null : fqdn.substring(dot + 1);
    }
}
