package net.leasequery.transforms.internal.pseudonym;

import static net.leasequery.transforms.internal.pseudonym.Action.DROP;
import static net.leasequery.transforms.internal.pseudonym.Action.HMAC;
import static net.leasequery.transforms.internal.pseudonym.Action.KEEP;
import static net.leasequery.transforms.internal.pseudonym.Action.TRUNCATE;

import java.util.List;

/** The fields of a binding for which an action can be chosen, and their default actions. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are those of List.of.
public enum ProtectedField {
    ADDRESS("address", Form.ADDRESS, ValueKind.ADDRESS, HMAC, List.of(KEEP, HMAC, TRUNCATE)),
    HARDWARE_ADDRESS(
            "hardwareAddress", Form.MAC, ValueKind.HARDWARE_ADDRESS, HMAC, List.of(KEEP, HMAC, TRUNCATE, DROP)),
    CLIENT_ID("clientId", Form.OCTETS, ValueKind.CLIENT_ID, HMAC, List.of(KEEP, HMAC, DROP)),
    DUID("duid", Form.OCTETS, ValueKind.DUID, HMAC, List.of(KEEP, HMAC, DROP)),
    IAID("iaid", Form.NUMBER, ValueKind.IAID, HMAC, List.of(KEEP, HMAC, DROP)),
    HOSTNAME("hostname", Form.NAME, ValueKind.NAME, HMAC, List.of(KEEP, HMAC, DROP)),
    FQDN("fqdn", Form.NAME, ValueKind.NAME, HMAC, List.of(KEEP, HMAC, TRUNCATE, DROP)),
    VENDOR_CLASS("vendorClass", Form.TEXT, ValueKind.VENDOR_CLASS, KEEP, List.of(KEEP, HMAC, DROP)),
    USER_CLASS("userClass", Form.TEXT, ValueKind.USER_CLASS, HMAC, List.of(KEEP, HMAC, DROP)),
    SERVER_ID("serverId", Form.TEXT, ValueKind.SERVER_ID, KEEP, List.of(KEEP, HMAC, DROP)),
    STATUS_MESSAGE("statusMessage", Form.TEXT, ValueKind.MESSAGE, DROP, List.of(KEEP, DROP)),
    OPTIONS("options", Form.OPTIONS, ValueKind.MESSAGE, DROP, List.of(KEEP, DROP)),
    GIADDR("relay.giaddr", Form.ADDRESS, ValueKind.ADDRESS, KEEP, List.of(KEEP, HMAC, TRUNCATE, DROP)),
    LINK_ADDRESS("relay.linkAddress", Form.ADDRESS, ValueKind.ADDRESS, KEEP, List.of(KEEP, HMAC, TRUNCATE, DROP)),
    PEER_ADDRESS("relay.peerAddress", Form.ADDRESS, ValueKind.ADDRESS, HMAC, List.of(KEEP, HMAC, TRUNCATE, DROP)),
    CIRCUIT_ID("relay.circuitId", Form.OCTETS, ValueKind.CIRCUIT_ID, HMAC, List.of(KEEP, HMAC, DROP)),
    REMOTE_ID("relay.remoteId", Form.OCTETS, ValueKind.REMOTE_ID, HMAC, List.of(KEEP, HMAC, DROP)),
    RELAY_ID("relay.relayId", Form.OCTETS, ValueKind.RELAY_ID, KEEP, List.of(KEEP, HMAC, DROP)),
    SUBSCRIBER_ID("relay.subscriberId", Form.OCTETS, ValueKind.SUBSCRIBER_ID, HMAC, List.of(KEEP, HMAC, DROP)),
    INTERFACE_ID("relay.interfaceId", Form.OCTETS, ValueKind.INTERFACE_ID, HMAC, List.of(KEEP, HMAC, DROP));

    /** The form of a value and of its token. */
    enum Form {
        ADDRESS,
        MAC,
        OCTETS,
        NUMBER,
        NAME,
        TEXT,
        OPTIONS
    }

    private static final List<String> OTHERS = List.of(
            "eventId",
            "server",
            "family",
            "leaseType",
            "prefixLength",
            "vpn",
            "state",
            "origin",
            "hardwareType",
            "baseTime",
            "stateStartTime",
            "lastTransactionTime",
            "leaseExpiryTime",
            "renewalTime",
            "rebindingTime",
            "preferredExpiryTime",
            "infiniteLease",
            "relay",
            "remote",
            "statusCode",
            "inferred",
            "snapshotId",
            "clockSkewMillis");

    private final String path;
    private final Form form;
    private final ValueKind kind;
    private final Action byDefault;
    private final List<Action> allowed;

    ProtectedField(String path, Form form, ValueKind kind, Action byDefault, List<Action> allowed) {
        this.path = path;
        this.form = form;
        this.kind = kind;
        this.byDefault = byDefault;
        this.allowed = allowed;
    }

    /** Fields of the data contract that do not identify a client by themselves. Any other field is removed. */
    static List<String> others() {
        return OTHERS;
    }

    /** Returns the path of the field within the binding. */
    public String path() {
        return path;
    }

    Form form() {
        return form;
    }

    ValueKind kind() {
        return kind;
    }

    public Action byDefault() {
        return byDefault;
    }

    public List<Action> allowed() {
        return allowed;
    }
}
