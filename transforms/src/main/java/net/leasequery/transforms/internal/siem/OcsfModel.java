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

/**
 * OCSF class DHCP Activity (4004), version 1.8.0. The client is {@code src_endpoint}, the server
 * {@code dst_endpoint}. {@code start_time} and {@code end_time} are for aggregates and stay absent.
 */
public final class OcsfModel {

    static final String VERSION = "1.8.0";

    private static final int CLASS = 4004;
    private static final int UNKNOWN = 0;
    private static final int ACK = 5;
    private static final int RELEASE = 7;
    private static final int EXPIRE = 9;
    private static final int OTHER = 99;

    private OcsfModel() {}

    public static Model reportedBy(Reporter reporter) {
        List<Attribute> all = new ArrayList<>();
        all.add(typed("activity_id", ValueType.INTEGER, "`state`, see above", OcsfModel::activity));
        all.add(text(
                "activity_name",
                "caption of `activity_id`; for 99 the state or the kind of load",
                OcsfModel::activityName));
        all.add(constant("category_uid", 4));
        all.add(constant("category_name", "Network Activity"));
        all.add(constant("class_uid", CLASS));
        all.add(constant("class_name", "DHCP Activity"));
        all.add(typed("type_uid", ValueType.LONG, "400400 + `activity_id`", lease -> CLASS * 100L + activity(lease)));
        all.add(text("type_name", "caption of `type_uid`", lease -> "DHCP Activity: " + caption(activity(lease))));
        all.add(constant("severity_id", 1));
        all.add(constant("severity", "Informational"));
        all.add(typed("time", ValueType.LONG, "time of the change, or of the observation", Lease::time)
                .insistedOn());
        all.add(text("message", "summary in one line", Texts::message));
        all.add(typed(
                "is_renewal",
                ValueType.FLAG,
                "absent unless the event is an Ack and the server sends start-of-state",
                OcsfModel::renewal));
        all.add(typed(
                "lease_dur",
                ValueType.INTEGER,
                "`leaseExpiryTime` − `lastTransactionTime`, in seconds, of an Ack",
                lease -> activity(lease) == ACK ? lease.leaseSeconds() : null));
        all.add(text("status_code", "`statusCode`", OcsfModel::statusCode));
        all.add(text("status_detail", "`statusMessage`", lease -> lease.text(BindingField.STATUS_MESSAGE)));
        metadata(all, reporter);
        client(all);
        all.add(text("dst_endpoint.name", "`server`", Lease::server));
        all.add(text("dst_endpoint.ip", "`serverId`, if it is an address", Lease::serverIp));
        all.add(text("relay.ip", "`relay.giaddr`; with DHCPv6 `relay.linkAddress`", Lease::relayIp));
        all.add(text(
                "relay.uid",
                "`relay.relayId` (text where printable, else hexadecimal)",
                lease -> OctetText.of(lease.octets(BindingField.RELAY_ID))));
        all.add(typed(
                "observables",
                ValueType.OBSERVABLES,
                "address, MAC and host name of the client",
                OcsfModel::observables));
        all.addAll(Remainder.without(Set.of("statusCode", "statusMessage"), name -> "unmapped." + name));
        return new Model("net.leasequery.ocsf.DhcpActivity", all);
    }

    private static void metadata(List<Attribute> all, Reporter reporter) {
        all.add(constant("metadata.version", VERSION));
        all.add(constant("metadata.product.name", reporter.product()));
        all.add(text("metadata.uid", "`eventId`", lease -> lease.text(BindingField.EVENT_ID)));
        all.add(text("metadata.event_code", "`state`", lease -> lease.text(BindingField.STATE)));
        all.add(text("metadata.correlation_uid", "`snapshotId`", lease -> lease.text(BindingField.SNAPSHOT_ID)));
        all.add(text(
                "metadata.original_time",
                "`baseTime`, ISO 8601",
                lease -> Moments.text(lease.millis(BindingField.BASE_TIME))));
        all.add(typed(
                "metadata.labels",
                ValueType.TEXTS,
                "the origin in lower case, such as `snapshot`, if it is one of `resync.origins`; `inferred`, if so",
                Labels::of));
    }

    private static void client(List<Attribute> all) {
        all.add(text("src_endpoint.ip", "`address`, unless it is a prefix or a token", Lease::ip));
        all.add(text(
                "src_endpoint.mac",
                "`hardwareAddress`, if it has six octets and the event also has an address, name or `uid` of the"
                        + " client",
                OcsfModel::mac));
        all.add(text("src_endpoint.hostname", "`fqdn`, else `hostname`, if it can be a host name", Texts::hostName));
        all.add(text("src_endpoint.name", "`fqdn`, else `hostname`", Lease::name));
        all.add(text(
                "src_endpoint.uid",
                "`duid`, else `clientId` (text where printable, else hexadecimal)",
                OcsfModel::clientUid));
    }

    /** An endpoint with only a MAC address is not valid. */
    private static @Nullable String mac(Lease lease) {
        boolean identified = lease.ip() != null || lease.name() != null || clientUid(lease) != null;
        return identified ? lease.mac() : null;
    }

    private static @Nullable String clientUid(Lease lease) {
        String duid = OctetText.of(lease.octets(BindingField.DUID));
        return duid == null ? OctetText.of(lease.octets(BindingField.CLIENT_ID)) : duid;
    }

    private static int activity(Lease lease) {
        if (lease.isObserved()) {
            return OTHER;
        }
        return switch (lease.change()) {
            case ASSIGNED, RENEWED, LEASED -> ACK;
            case RELEASED -> RELEASE;
            case EXPIRED -> EXPIRE;
            case ABANDONED, RESET, AVAILABLE, REMOTE, TRANSITIONING, VANISHED -> OTHER;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static String activityName(Lease lease) {
        int activity = activity(lease);
        if (activity != OTHER) {
            return caption(activity);
        }
        if (lease.isObserved()) {
            return String.valueOf(lease.origin());
        }
        return lease.change().name();
    }

    private static String caption(int activity) {
        return switch (activity) {
            case UNKNOWN -> "Unknown";
            case ACK -> "Ack";
            case RELEASE -> "Release";
            case EXPIRE -> "Expire";
            default -> "Other";
        };
    }

    private static @Nullable Boolean renewal(Lease lease) {
        if (lease.isObserved()) {
            return null;
        }
        return switch (lease.change()) {
            case ASSIGNED -> false;
            case RENEWED -> true;
            default -> null;
        };
    }

    private static @Nullable String statusCode(Lease lease) {
        Long code = lease.number(BindingField.STATUS_CODE);
        return code == null ? null : code.toString();
    }

    private static @Nullable List<Observable> observables(Lease lease) {
        List<Observable> found = new ArrayList<>(3);
        add(found, "src_endpoint.ip", 2, "IP Address", lease.ip());
        add(found, "src_endpoint.mac", 3, "MAC Address", mac(lease));
        add(found, "src_endpoint.hostname", 1, "Hostname", Texts.hostName(lease));
        return found.isEmpty() ? null : found;
    }

    private static void add(List<Observable> found, String name, int typeId, String type, @Nullable String value) {
        if (value != null) {
            found.add(new Observable(name, typeId, type, value));
        }
    }
}
