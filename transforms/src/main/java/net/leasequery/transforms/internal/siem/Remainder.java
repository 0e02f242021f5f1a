package net.leasequery.transforms.internal.siem;

import static net.leasequery.transforms.internal.siem.Attribute.text;
import static net.leasequery.transforms.internal.siem.Attribute.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.leasequery.transforms.internal.octets.OctetText;

/** What a binding has and no model has a place for, under names that are derived from those of the binding. */
final class Remainder {

    private static final String AS_OCTETS = " (text where printable, else hexadecimal)";
    private static final List<Attribute> ALL = all();

    private Remainder() {}

    /**
     * The attributes, but for fields that a model has a place for.
     *
     * @param placed fields of the binding with a place of their own
     * @param path from the field's name to the attribute's path
     */
    static List<Attribute> without(Set<String> placed, UnaryOperator<String> path) {
        return ALL.stream()
                .filter(attribute -> !placed.contains(attribute.path()))
                .map(attribute -> attribute.at(path.apply(attribute.path())))
                .toList();
    }

    /** {@code leaseExpiryTime} as {@code lease_expiry_time}. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<Attribute> all() {
        List<Attribute> all = new ArrayList<>();
        for (String name : List.of("state", "origin", "leaseType", "vpn", "serverId")) {
            all.add(text(name, "`" + name + "`", lease -> lease.text(name)));
        }
        all.add(text("address", "`address`", lease -> lease.address()));
        all.add(typed("inferred", ValueType.FLAG, "`inferred`", lease -> lease.flag("inferred")));
        all.add(typed("observed", ValueType.FLAG, "`origin` is one of `resync.origins`", lease -> lease.isObserved()));
        all.add(typed(
                "renewal",
                ValueType.FLAG,
                "true or false only where the server gives start-of-state",
                lease -> switch (lease.change()) {
                    case ASSIGNED -> false;
                    case RENEWED -> true;
                    default -> null;
                }));
        all.add(typed("remote", ValueType.FLAG, "`remote`", lease -> lease.flag("remote")));
        all.add(typed("infiniteLease", ValueType.FLAG, "`infiniteLease`", lease -> lease.flag("infiniteLease")));
        for (String name : List.of(
                "hardwareAddress", "hostname", "fqdn", "vendorClass", "userClass", "snapshotId", "statusMessage")) {
            all.add(text(name, "`" + name + "`", lease -> lease.text(name)));
        }
        for (String name : List.of("hardwareType", "iaid", "prefixLength", "statusCode", "clockSkewMillis")) {
            all.add(typed(name, ValueType.LONG, "`" + name + "`", lease -> lease.number(name)));
        }
        for (String name : List.of("clientId", "duid")) {
            all.add(text(name, "`" + name + "`" + AS_OCTETS, lease -> OctetText.of(lease.octets(name))));
        }
        for (String name : List.of(
                "baseTime",
                "stateStartTime",
                "lastTransactionTime",
                "leaseExpiryTime",
                "renewalTime",
                "rebindingTime",
                "preferredExpiryTime")) {
            all.add(text(name, "`" + name + "`, ISO 8601", lease -> Moments.text(lease.millis(name))));
        }
        for (String name : List.of("giaddr", "linkAddress", "peerAddress")) {
            all.add(text(name, "`relay." + name + "`", lease -> lease.relayText(name)));
        }
        for (String name : List.of("circuitId", "remoteId", "relayId", "subscriberId", "interfaceId")) {
            all.add(text(name, "`relay." + name + "`" + AS_OCTETS, lease -> OctetText.of(lease.relayOctets(name))));
        }
        all.add(text("options", "`options`, as a JSON text with octets in hexadecimal", Texts::options));
        return all;
    }
}
