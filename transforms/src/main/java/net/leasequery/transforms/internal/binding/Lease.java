package net.leasequery.transforms.internal.binding;

import java.util.Set;
import net.leasequery.transforms.internal.address.IpAddress;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A binding as a SIEM sees it: its fields, and what follows from them. Of one record, for one thread. */
public final class Lease {

    private static final int ETHERNET_TEXT = 17;

    private final Fields fields;
    private final @Nullable Fields relay;
    private final @Nullable Long recordMillis;
    private final LeaseChange change;
    private final String address;
    private final String server;
    private final @Nullable String origin;
    private final boolean observed;

    private Lease(Fields fields, @Nullable Long recordMillis, Set<String> resyncOrigins) {
        this.fields = fields;
        this.relay = Fields.of(fields.get("relay"));
        this.recordMillis = recordMillis;
        this.change = LeaseChange.of(
                fields.text("state"),
                fields.flag("inferred"),
                fields.millis("stateStartTime"),
                fields.millis("lastTransactionTime"));
        this.address = required("address");
        this.server = required("server");
        this.origin = fields.text("origin");
        this.observed = origin != null && resyncOrigins.contains(origin);
    }

    /**
     * Reads the binding of a record.
     *
     * @param record whose kind is {@link RecordKind#BINDING}
     * @param resyncOrigins origins of records that tell how things stand, and not what has just happened
     */
    public static Lease of(ConnectRecord<?> record, Set<String> resyncOrigins) {
        Fields fields = Fields.of(record.value());
        if (fields == null) {
            throw new DataException("The record is no binding");
        }
        return new Lease(fields, record.timestamp(), resyncOrigins);
    }

    private String required(String name) {
        String text = fields.text(name);
        if (text == null) {
            throw new DataException("A binding has no " + name + ": give the transform records as the connector writes"
                    + " them, or put it before the transform that took the field away");
        }
        return text;
    }

    public LeaseChange change() {
        return change;
    }

    /** Whether the record tells how things stand (a snapshot, a poll, a filled gap) and not what has just happened. */
    public boolean isObserved() {
        return observed;
    }

    public String address() {
        return address;
    }

    public String server() {
        return server;
    }

    public @Nullable String origin() {
        return origin;
    }

    public boolean isIpv6() {
        return "ipv6".equals(fields.text("family"));
    }

    /** The leased address if it is one; null for a delegated prefix or a pseudonym. */
    public @Nullable String ip() {
        return IpAddress.isAddress(address) ? address : null;
    }

    /** The server's own address, if it calls itself by one. */
    public @Nullable String serverIp() {
        String serverId = fields.text("serverId");
        return IpAddress.isAddress(serverId) ? serverId : null;
    }

    /** Address of the relay agent that the client was heard through; null if not known. */
    public @Nullable String relayIp() {
        String text = relayText(isIpv6() ? "linkAddress" : "giaddr");
        IpAddress ip = IpAddress.parse(text);
        return ip == null || ip.isUnspecified() ? null : text;
    }

    /** The hardware address if it is a MAC of six octets, as {@code aa:bb:cc:dd:ee:ff}. */
    public @Nullable String mac() {
        String text = fields.text("hardwareAddress");
        if (text == null || text.length() != ETHERNET_TEXT) {
            return null;
        }
        for (int i = 0; i < ETHERNET_TEXT; i++) {
            char c = text.charAt(i);
            if (i % 3 == 2 ? c != ':' : Character.digit(c, 16) < 0) {
                return null;
            }
        }
        return text;
    }

    public @Nullable String text(String field) {
        return fields.text(field);
    }

    public @Nullable Long number(String field) {
        return fields.number(field);
    }

    public @Nullable Long millis(String field) {
        return fields.millis(field);
    }

    public boolean flag(String field) {
        return fields.flag(field);
    }

    public byte @Nullable [] octets(String field) {
        return fields.octets(field);
    }

    /** Field {@code options} as the converter made it: a map, a text or null. */
    public @Nullable Object options() {
        return fields.get("options");
    }

    public @Nullable String relayText(String field) {
        return relay == null ? null : relay.text(field);
    }

    public byte @Nullable [] relayOctets(String field) {
        return relay == null ? null : relay.octets(field);
    }

    /** The fully qualified name if there is one, else the host name, without a dot at its end. */
    public @Nullable String name() {
        String fqdn = withoutFinalDot(fields.text("fqdn"));
        return fqdn == null ? withoutFinalDot(fields.text("hostname")) : fqdn;
    }

    private static @Nullable String withoutFinalDot(@Nullable String name) {
        if (name == null || name.isEmpty() || name.equals(".")) {
            return null;
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** When the change happened, or when things stood so, by the server's clock; null if not known. */
    public @Nullable Long time() {
        Long told = observed ? null : changeTime();
        if (told != null) {
            return told;
        }
        Long base = fields.millis("baseTime");
        return base == null ? recordMillis : base;
    }

    private @Nullable Long changeTime() {
        Long stateStart = fields.millis("stateStartTime");
        Long lastTransaction = fields.millis("lastTransactionTime");
        if (change.isLeased() || change == LeaseChange.RELEASED) {
            if (stateStart == null || lastTransaction == null) {
                return stateStart == null ? lastTransaction : stateStart;
            }
            return Math.max(stateStart, lastTransaction);
        }
        if (stateStart == null && change == LeaseChange.EXPIRED) {
            return fields.millis("leaseExpiryTime");
        }
        return stateStart;
    }

    /** When the record was taken in by the worker, by its own clock; null if not known. */
    public @Nullable Long recordMillis() {
        return recordMillis;
    }

    /** Seconds from the last transaction to the end of the lease; null if not leased, without end, or not known. */
    public @Nullable Integer leaseSeconds() {
        Long expiry = fields.millis("leaseExpiryTime");
        Long lastTransaction = fields.millis("lastTransactionTime");
        if (!change.isLeased() || expiry == null || lastTransaction == null) {
            return null;
        }
        long seconds = (expiry - lastTransaction) / 1000;
        return seconds < 0 || seconds > Integer.MAX_VALUE ? null : (Integer) (int) seconds;
    }
}
