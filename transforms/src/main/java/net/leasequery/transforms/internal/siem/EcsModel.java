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
 * Elastic Common Schema 9.4.0. The client is {@code client.*}, the DHCP server {@code server.*} and
 * {@code observer.*}; values without a field in ECS are under {@code leasequery.*}.
 */
public final class EcsModel {

    static final String VERSION = "9.4.0";

    private static final List<String> NETWORK = List.of("network");
    private static final List<String> INFO = List.of("info");
    private static final List<String> START = List.of("connection", "start");
    private static final List<String> GOES_ON = List.of("connection", "info");
    private static final List<String> END = List.of("connection", "end");

    private EcsModel() {}

    /**
     * Creates the model with a reporter.
     *
     * @param timestampField name for {@code @timestamp}, which is not a valid name in Avro
     */
    public static Model reportedBy(Reporter reporter, String timestampField) {
        List<Attribute> all = new ArrayList<>();
        all.add(text(timestampField, "time of the change, or of the observation", lease -> Moments.text(lease.time()))
                .insistedOn());
        all.add(text("message", "summary in one line", Texts::message));
        all.add(typed(
                "tags",
                ValueType.TEXTS,
                "the origin in lower case, such as `snapshot`, if it is one of `resync.origins`; `inferred`, if so",
                Labels::of));
        all.add(constant("ecs.version", VERSION));
        event(all);
        all.add(text("client.address", "`address`", Lease::address));
        all.add(text("client.ip", "`address`, unless it is a prefix or a token", Lease::ip));
        all.add(text("client.mac", "`hardwareAddress`, if it has six octets, upper case with hyphens", EcsModel::mac));
        all.add(text("client.domain", "`fqdn`, else `hostname`, lower case", EcsModel::domain));
        all.add(text("server.address", "`serverId`, if it is an address, else `server`", EcsModel::serverAddress));
        all.add(text("server.ip", "`serverId`, if it is an address", Lease::serverIp));
        all.add(text("observer.name", "`server`", Lease::server));
        all.add(constant("observer.type", "dhcp-server"));
        all.add(constant("observer.vendor", reporter.vendor()));
        all.add(constant("observer.product", reporter.product()));
        all.add(text("network.protocol", "`dhcp` or `dhcpv6`", lease -> lease.isIpv6() ? "dhcpv6" : "dhcp"));
        all.add(text("network.type", "`family`", lease -> lease.isIpv6() ? "ipv6" : "ipv4"));
        all.add(typed(
                "related.ip",
                ValueType.TEXTS,
                "every address in `client`, `server` and the relay agent",
                EcsModel::relatedIps));
        all.add(typed(
                "related.hosts", ValueType.TEXTS, "every name in `client` and `observer`", EcsModel::relatedHosts));
        all.addAll(Remainder.without(Set.of(), name -> "leasequery." + Remainder.snakeCase(name)));
        all.add(typed(
                "leasequery.lease_duration",
                ValueType.INTEGER,
                "`leaseExpiryTime` − `lastTransactionTime`, in seconds",
                Lease::leaseSeconds));
        return new Model("net.leasequery.ecs.Event", all);
    }

    private static void event(List<Attribute> all) {
        all.add(text(
                "event.kind",
                "`event`; `state` for a snapshot, poll or filled gap",
                lease -> lease.isObserved() ? "state" : "event"));
        all.add(typed("event.category", ValueType.TEXTS, "`[\"network\"]`", lease -> NETWORK));
        all.add(typed("event.type", ValueType.TEXTS, "`state`, see above", EcsModel::types));
        all.add(text("event.action", "`state`, see above", EcsModel::action));
        all.add(text(
                "event.outcome",
                "`success` for a lease that a client obtained, renewed or released",
                EcsModel::outcome));
        all.add(text("event.code", "`state`", lease -> lease.text(BindingField.STATE)));
        all.add(text("event.id", "`eventId`", lease -> lease.text(BindingField.EVENT_ID)));
        all.add(constant("event.module", "leasequery"));
        all.add(constant("event.dataset", "leasequery.bindings"));
        all.add(text("event.created", "timestamp of the Kafka record", lease -> Moments.text(lease.recordMillis())));
        all.add(text("event.reason", "`statusMessage`", lease -> lease.text(BindingField.STATUS_MESSAGE)));
    }

    /** Returns only types that ECS expects for the category network. */
    private static List<String> types(Lease lease) {
        if (lease.isObserved()) {
            return INFO;
        }
        return switch (lease.change()) {
            case ASSIGNED -> START;
            case RENEWED, LEASED -> GOES_ON;
            case RELEASED, EXPIRED, RESET, AVAILABLE, VANISHED -> END;
            case ABANDONED, REMOTE, TRANSITIONING, UNKNOWN -> INFO;
        };
    }

    private static String action(Lease lease) {
        if (lease.isObserved()) {
            return "dhcp-"
                    + String.valueOf(lease.origin()).toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return switch (lease.change()) {
            case ASSIGNED -> "dhcp-new";
            case RENEWED -> "dhcp-renew";
            case LEASED -> "dhcp-lease";
            case RELEASED -> "dhcp-release";
            case EXPIRED -> "dhcp-expire";
            case ABANDONED -> "dhcp-abandon";
            case RESET -> "dhcp-reset";
            case AVAILABLE -> "dhcp-available";
            case REMOTE -> "dhcp-remote";
            case TRANSITIONING -> "dhcp-transition";
            case VANISHED -> "dhcp-vanish";
            case UNKNOWN -> "dhcp-unknown";
        };
    }

    private static @Nullable String outcome(Lease lease) {
        if (lease.isObserved()) {
            return null;
        }
        return switch (lease.change()) {
            case ASSIGNED, RENEWED, LEASED, RELEASED -> "success";
            default -> null;
        };
    }

    private static @Nullable String mac(Lease lease) {
        String mac = lease.mac();
        if (mac == null) {
            return null;
        }
        char[] text = mac.toCharArray();
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            text[i] = c == ':' ? '-' : Character.toUpperCase(c);
        }
        return new String(text);
    }

    private static @Nullable String domain(Lease lease) {
        String name = lease.name();
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    private static String serverAddress(Lease lease) {
        String ip = lease.serverIp();
        return ip == null ? lease.server() : ip;
    }

    private static @Nullable List<String> relatedIps(Lease lease) {
        List<String> all = new ArrayList<>(3);
        addOnce(all, lease.ip());
        addOnce(all, lease.serverIp());
        addOnce(all, lease.relayIp());
        return all.isEmpty() ? null : all;
    }

    private static List<String> relatedHosts(Lease lease) {
        List<String> all = new ArrayList<>(2);
        addOnce(all, domain(lease));
        addOnce(all, lease.server());
        return all;
    }

    private static void addOnce(List<String> all, @Nullable String text) {
        if (text != null && !all.contains(text)) {
            all.add(text);
        }
    }
}
