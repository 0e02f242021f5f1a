package net.leasequery.transforms.internal.binding;

import org.jspecify.annotations.Nullable;

/** A field of a binding or of its relay, in the form that {@link Lease} uses. */
@SuppressWarnings("EnumOrdinal") // An index into an array that is never stored.
public enum BindingField {
    EVENT_ID("eventId", Form.TEXT),
    SERVER("server", Form.TEXT),
    SERVER_ID("serverId", Form.TEXT),
    FAMILY("family", Form.TEXT),
    LEASE_TYPE("leaseType", Form.TEXT),
    ADDRESS("address", Form.TEXT),
    PREFIX_LENGTH("prefixLength", Form.NUMBER),
    VPN("vpn", Form.TEXT),
    STATE("state", Form.TEXT),
    ORIGIN("origin", Form.TEXT),
    HARDWARE_TYPE("hardwareType", Form.NUMBER),
    HARDWARE_ADDRESS("hardwareAddress", Form.TEXT),
    CLIENT_ID("clientId", Form.OCTETS),
    DUID("duid", Form.OCTETS),
    IAID("iaid", Form.NUMBER),
    HOSTNAME("hostname", Form.TEXT),
    FQDN("fqdn", Form.TEXT),
    VENDOR_CLASS("vendorClass", Form.TEXT),
    USER_CLASS("userClass", Form.TEXT),
    BASE_TIME("baseTime", Form.MOMENT),
    STATE_START_TIME("stateStartTime", Form.MOMENT),
    LAST_TRANSACTION_TIME("lastTransactionTime", Form.MOMENT),
    LEASE_EXPIRY_TIME("leaseExpiryTime", Form.MOMENT),
    RENEWAL_TIME("renewalTime", Form.MOMENT),
    REBINDING_TIME("rebindingTime", Form.MOMENT),
    PREFERRED_EXPIRY_TIME("preferredExpiryTime", Form.MOMENT),
    INFINITE_LEASE("infiniteLease", Form.FLAG),
    REMOTE("remote", Form.FLAG),
    STATUS_CODE("statusCode", Form.NUMBER),
    STATUS_MESSAGE("statusMessage", Form.TEXT),
    INFERRED("inferred", Form.FLAG),
    SNAPSHOT_ID("snapshotId", Form.TEXT),
    OPTIONS("options", Form.ANY),
    CLOCK_SKEW_MILLIS("clockSkewMillis", Form.NUMBER),
    GIADDR("giaddr", Form.RELAY_TEXT),
    LINK_ADDRESS("linkAddress", Form.RELAY_TEXT),
    PEER_ADDRESS("peerAddress", Form.RELAY_TEXT),
    CIRCUIT_ID("circuitId", Form.RELAY_OCTETS),
    REMOTE_ID("remoteId", Form.RELAY_OCTETS),
    RELAY_ID("relayId", Form.RELAY_OCTETS),
    SUBSCRIBER_ID("subscriberId", Form.RELAY_OCTETS),
    INTERFACE_ID("interfaceId", Form.RELAY_OCTETS);

    /** Type and location of the values. */
    enum Form {
        TEXT,
        OCTETS,
        NUMBER,
        /** Milliseconds since 1970 UTC. */
        MOMENT,
        FLAG,
        /** As the converter made it. */
        ANY,
        RELAY_TEXT,
        RELAY_OCTETS
    }

    /** For arrays instead of an EnumMap, which checks each key and wraps each null: a third of a record's read time. */
    private static final int FIELDS = values().length;

    private final String fieldName;
    private final Form form;

    BindingField(String fieldName, Form form) {
        this.fieldName = fieldName;
        this.form = form;
    }

    /** Returns the name in the data contract. */
    public String fieldName() {
        return fieldName;
    }

    /** Returns an empty array with an element for each field. */
    static @Nullable Object[] noValues() {
        return new @Nullable Object[FIELDS];
    }

    /** Returns the value of this field in an array of {@link #noValues}. */
    @Nullable
    Object in(@Nullable Object[] values) {
        return values[ordinal()];
    }

    /** Sets the value that {@link #in} returns. */
    void put(@Nullable Object[] values, Object value) {
        values[ordinal()] = value;
    }

    boolean isOfRelay() {
        return form == Form.RELAY_TEXT || form == Form.RELAY_OCTETS;
    }

    /**
     * Converts a value to the form of this field.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the value has a type that the connector does not write
     */
    Object read(Object value) {
        return switch (form) {
            case TEXT, RELAY_TEXT -> FieldValues.text(fieldName, value);
            case OCTETS, RELAY_OCTETS -> FieldValues.octets(fieldName, value);
            case NUMBER -> FieldValues.number(fieldName, value);
            case MOMENT -> FieldValues.millis(fieldName, value);
            case FLAG -> FieldValues.flag(fieldName, value);
            case ANY -> value;
        };
    }
}
