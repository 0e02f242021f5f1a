package net.leasequery.transforms.internal.binding;

import java.util.Set;
import net.leasequery.transforms.internal.address.IpAddress;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A binding as a SIEM needs it: its fields, and values derived from them. Of one record, for one thread. */
public final class Lease {

    private static final int ETHERNET_TEXT = 17;

    private final @Nullable Object[] values;
    private final @Nullable Long recordMillis;
    private final LeaseChange change;
    private final String address;
    private final String server;
    private final @Nullable String origin;
    private final boolean observed;
    private final @Nullable String ip;
    private final @Nullable String serverIp;
    private final @Nullable String mac;
    private final @Nullable String name;

    Lease(@Nullable Object[] values, @Nullable Long recordMillis, Set<String> resyncOrigins) {
        this.values = values;
        this.recordMillis = recordMillis;
        this.change = LeaseChange.of(
                text(BindingField.STATE),
                flag(BindingField.INFERRED),
                millis(BindingField.STATE_START_TIME),
                millis(BindingField.LAST_TRANSACTION_TIME));
        this.address = required(values, BindingField.ADDRESS);
        this.server = required(values, BindingField.SERVER);
        this.origin = text(BindingField.ORIGIN);
        this.observed = origin != null && resyncOrigins.contains(origin);
        this.ip = IpAddress.isAddress(address) ? address : null;
        String serverId = text(BindingField.SERVER_ID);
        this.serverIp = IpAddress.isAddress(serverId) ? serverId : null;
        this.mac = ethernet(text(BindingField.HARDWARE_ADDRESS));
        String fqdn = withoutFinalDot(text(BindingField.FQDN));
        this.name = fqdn == null ? withoutFinalDot(text(BindingField.HOSTNAME)) : fqdn;
    }

    private static String required(@Nullable Object[] values, BindingField field) {
        if (field.in(values) instanceof String text) {
            return text;
        }
        throw new DataException("A binding has no " + field.fieldName()
                + ": give the transform records as the connector writes them, or put it before the transform that took"
                + " the field away");
    }

    private static @Nullable String ethernet(@Nullable String text) {
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

    private static @Nullable String withoutFinalDot(@Nullable String name) {
        if (name == null || name.isEmpty() || name.equals(".")) {
            return null;
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    public LeaseChange change() {
        return change;
    }

    /** Whether the record reports the present state (a snapshot, a poll, a filled gap) and not a change. */
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
        return "ipv6".equals(text(BindingField.FAMILY));
    }

    /** Returns the leased address; null for a delegated prefix or a pseudonym. */
    public @Nullable String ip() {
        return ip;
    }

    /** Returns the server's name if it is an address, else null. */
    public @Nullable String serverIp() {
        return serverIp;
    }

    /** Returns the address of the client's relay agent; null if not known. */
    public @Nullable String relayIp() {
        String text = text(isIpv6() ? BindingField.LINK_ADDRESS : BindingField.GIADDR);
        return IpAddress.isAddress(text) && !IpAddress.isUnspecified(text) ? text : null;
    }

    /** Returns the hardware address as {@code aa:bb:cc:dd:ee:ff} if it is a MAC address of six octets, else null. */
    public @Nullable String mac() {
        return mac;
    }

    /**
     * Returns a text.
     *
     * @param field whose values are texts
     */
    public @Nullable String text(BindingField field) {
        return (String) field.in(values);
    }

    /**
     * Returns a number.
     *
     * @param field whose values are numbers
     */
    public @Nullable Long number(BindingField field) {
        return (Long) field.in(values);
    }

    /**
     * Returns a time in milliseconds since 1970 UTC.
     *
     * @param field whose values are times
     */
    public @Nullable Long millis(BindingField field) {
        return (Long) field.in(values);
    }

    /**
     * Whether a flag is set; false if it is not known.
     *
     * @param field whose values are true or false
     */
    public boolean flag(BindingField field) {
        return Boolean.TRUE.equals(field.in(values));
    }

    /**
     * Returns octets, not copied.
     *
     * @param field whose values are octets
     */
    public byte @Nullable [] octets(BindingField field) {
        return (byte[]) field.in(values);
    }

    /** Returns the field {@code options} as the converter made it: a map, a text or null. */
    public @Nullable Object options() {
        return BindingField.OPTIONS.in(values);
    }

    /** Returns the fully qualified name if there is one, else the host name, without a final dot. */
    public @Nullable String name() {
        return name;
    }

    /**
     * Returns the time of the change, or the base-time of the reported state, by the server's clock. Without these,
     * returns the record's timestamp, which is by the worker's clock and may be null.
     */
    public @Nullable Long time() {
        Long reported = observed ? null : changeTime();
        if (reported != null) {
            return reported;
        }
        Long base = millis(BindingField.BASE_TIME);
        return base == null ? recordMillis : base;
    }

    private @Nullable Long changeTime() {
        Long stateStart = millis(BindingField.STATE_START_TIME);
        Long lastTransaction = millis(BindingField.LAST_TRANSACTION_TIME);
        if (change.isLeased() || change == LeaseChange.RELEASED) {
            if (stateStart == null || lastTransaction == null) {
                return stateStart == null ? lastTransaction : stateStart;
            }
            return stateStart > lastTransaction ? stateStart : lastTransaction;
        }
        if (stateStart == null && change == LeaseChange.EXPIRED) {
            return millis(BindingField.LEASE_EXPIRY_TIME);
        }
        return stateStart;
    }

    /** Returns when the worker received the record, by the worker's clock; null if not known. */
    public @Nullable Long recordMillis() {
        return recordMillis;
    }

    /** Returns the seconds from the last transaction to the lease end; null if not leased, infinite or not known. */
    public @Nullable Integer leaseSeconds() {
        Long expiry = millis(BindingField.LEASE_EXPIRY_TIME);
        Long lastTransaction = millis(BindingField.LAST_TRANSACTION_TIME);
        if (!change.isLeased() || expiry == null || lastTransaction == null) {
            return null;
        }
        long seconds = (expiry - lastTransaction) / 1000;
        return seconds < 0 || seconds > Integer.MAX_VALUE ? null : (Integer) (int) seconds;
    }
}
