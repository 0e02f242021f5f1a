package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * The sub-options of option 82. Relay agents write them and servers repeat them, so only a wrong length makes the
 * message malformed. A sub-option whose content violates its RFC is absent for its accessor, but still among {@link
 * #subOptions()}. Unknown sub-options are kept. Immutable; equal if the sub-options are. RFC 3046 section 2.0.
 */
public final class RelayAgentInformation {

    /** RFC 3046 section 3.1. */
    public static final int CIRCUIT_ID = 1;
    /** RFC 3046 section 3.2. */
    public static final int REMOTE_ID = 2;
    /** RFC 3527. */
    public static final int LINK_SELECTION = 5;
    /** RFC 3993. */
    public static final int SUBSCRIBER_ID = 6;
    /** RFC 4014. */
    public static final int RADIUS_ATTRIBUTES = 7;
    /** RFC 4030. */
    public static final int AUTHENTICATION = 8;
    /** RFC 4243. */
    public static final int VENDOR_SPECIFIC = 9;
    /** RFC 5010. */
    public static final int FLAGS = 10;
    /** RFC 5107. */
    public static final int SERVER_IDENTIFIER_OVERRIDE = 11;
    /** RFC 6925 section 5. */
    public static final int RELAY_ID = 12;
    /** RFC 8357. */
    public static final int RELAY_PORT = 19;
    /** RFC 6607 section 3.2. */
    public static final int VSS = 151;
    /** RFC 6607 section 3.3. */
    public static final int VSS_CONTROL = 152;

    private static final int LARGEST_CODE = 255;

    private final OptionTable table;

    /**
     * Sub-options in this order.
     *
     * @throws IllegalArgumentException if a code appears twice
     */
    public RelayAgentInformation(List<Option> subOptions) {
        this(OptionTable.ofSubOptions(withDistinctCodes(subOptions)));
    }

    RelayAgentInformation(OptionTable table) {
        this.table = table;
    }

    private static List<Option> withDistinctCodes(List<Option> subOptions) {
        CodeSet codes = new CodeSet();
        for (Option subOption : subOptions) {
            if (!codes.add(subOption.code())) {
                throw new IllegalArgumentException("sub-option " + subOption.code() + " appears twice");
            }
        }
        return subOptions;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the joined value of option 82.
     *
     * @throws MalformedMessageException if a sub-option is truncated; the offset counts from the start of the value
     */
    public static RelayAgentInformation decode(Octets value) {
        return RelayAgentInformationDecoder.decode(value, 0);
    }

    /** Returns the value of option 82: a sub-option of more than 255 octets is split as RFC 3396 splits options. */
    public Octets encode() {
        return RelayAgentInformationEncoder.encode(this);
    }

    /** Returns all sub-options in the order of their first appearance, each code once. */
    public List<Option> subOptions() {
        Option[] all = new Option[table.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Option(table.codeAt(i), table.valueAt(i));
        }
        return List.of(all);
    }

    /** Number of sub-options. */
    public int count() {
        return table.count();
    }

    /**
     * Code of the sub-option at an index of {@link #subOptions()}; creates no object.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int codeAt(int index) {
        return table.codeAt(Objects.checkIndex(index, table.count()));
    }

    /**
     * Octets of the value at an index of {@link #subOptions()}; creates no object.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int lengthAt(int index) {
        return table.lengthAt(Objects.checkIndex(index, table.count()));
    }

    /** Returns the value of any sub-option, null if it is absent. */
    public @Nullable Octets get(int code) {
        int index = code >= 0 && code <= LARGEST_CODE ? table.find(code) : -1;
        return index < 0 ? null : table.valueAt(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelayAgentInformation that && subOptions().equals(that.subOptions());
    }

    @Override
    public int hashCode() {
        return subOptions().hashCode();
    }

    @Override
    public String toString() {
        return "RelayAgentInformation[subOptions=" + subOptions() + "]";
    }

    /** Circuit that the client is attached to. */
    public @Nullable Octets circuitId() {
        return get(CIRCUIT_ID);
    }

    /** Remote host at the end of the circuit. */
    public @Nullable Octets remoteId() {
        return get(REMOTE_ID);
    }

    /** An address on the client's link; null also if it is not 4 octets. */
    public @Nullable Ipv4Address linkSelection() {
        return addressOf(LINK_SELECTION);
    }

    public @Nullable Octets subscriberId() {
        return get(SUBSCRIBER_ID);
    }

    public @Nullable Octets radiusAttributes() {
        return get(RADIUS_ATTRIBUTES);
    }

    public @Nullable Octets authentication() {
        return get(AUTHENTICATION);
    }

    public @Nullable Octets vendorSpecific() {
        return get(VENDOR_SPECIFIC);
    }

    /** The flags octet; empty also if it is not one octet. */
    public OptionalInt flags() {
        Octets value = get(FLAGS);
        return value == null || value.length() != 1 ? OptionalInt.empty() : OptionalInt.of(value.unsignedByteAt(0));
    }

    /** Null also if it is not 4 octets. */
    public @Nullable Ipv4Address serverIdentifierOverride() {
        return addressOf(SERVER_IDENTIFIER_OVERRIDE);
    }

    /** The relay agent's DUID. */
    public @Nullable Octets relayId() {
        return get(RELAY_ID);
    }

    /** Whether the relay agent uses a source port other than 67. */
    public boolean relayPort() {
        return get(RELAY_PORT) != null;
    }

    /** The client's VPN as the relay agent sent it; null also if it is malformed. */
    public @Nullable VirtualSubnet vss() {
        Octets value = get(VSS);
        return value == null || VirtualSubnet.violation(value) != null ? null : VirtualSubnet.decode(value, 0);
    }

    /** Whether, in a reply, the server did not understand {@link #vss()}. RFC 6607 section 3.3. */
    public boolean vssControl() {
        return get(VSS_CONTROL) != null;
    }

    private @Nullable Ipv4Address addressOf(int code) {
        Octets value = get(code);
        return value == null || value.length() != 4 ? null : new Ipv4Address((int) value.unsignedIntAt(0));
    }

    /** Builds sub-options; setting one again replaces it in its place. */
    public static final class Builder {

        private final List<Option> subOptions = new ArrayList<>();

        private Builder() {}

        /** Any sub-option. */
        public Builder subOption(int code, Octets value) {
            new Option(code, value).putInto(subOptions);
            return this;
        }

        public Builder circuitId(Octets value) {
            return subOption(CIRCUIT_ID, value);
        }

        public Builder remoteId(Octets value) {
            return subOption(REMOTE_ID, value);
        }

        public Builder linkSelection(Ipv4Address value) {
            return subOption(LINK_SELECTION, Octets.ofInt(value.value()));
        }

        public Builder subscriberId(Octets value) {
            return subOption(SUBSCRIBER_ID, value);
        }

        public Builder serverIdentifierOverride(Ipv4Address value) {
            return subOption(SERVER_IDENTIFIER_OVERRIDE, Octets.ofInt(value.value()));
        }

        /** The relay agent's DUID. */
        public Builder relayId(Octets value) {
            return subOption(RELAY_ID, value);
        }

        public Builder vss(VirtualSubnet value) {
            return subOption(VSS, value.encode());
        }

        public RelayAgentInformation build() {
            return new RelayAgentInformation(subOptions);
        }
    }
}
