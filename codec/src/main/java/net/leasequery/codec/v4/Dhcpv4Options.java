package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * The options of a message: each code once, with its whole value, in the order in which the codes
 * first appeared; dhcp-message-type is moved to the front, where the encoder writes it. Option
 * overload, pad and end are part of the encoding and are not kept. Options that are not known here
 * are kept octet for octet.
 *
 * <p>Accessors never throw: the lengths they rely on were checked when the options were made. Null
 * or empty means that the option is absent, or that it is malformed in a way that does not cost the message:
 * {@link #get} has its octets then. Immutable.
 */
public final class Dhcpv4Options {

    private static final BitSet NO_CODES = new BitSet(0);

    /** No options. */
    public static final Dhcpv4Options NONE = new Dhcpv4Options(List.of());

    private final List<Option> options;
    private final @Nullable RelayAgentInformation relayAgentInformation;
    private final BitSet malformed;
    private final @Nullable Octets received;

    /** @param options already checked and in order, each code once */
    Dhcpv4Options(List<Option> options) {
        this(options, null);
    }

    /**
     * @param options in order, each code once; those without which a binding cannot be understood are checked
     * @param received the whole message that they were read from; null if they were built
     */
    Dhcpv4Options(List<Option> options, @Nullable Octets received) {
        this.options = List.copyOf(options);
        this.received = received;
        BitSet wrong = NO_CODES;
        RelayAgentInformation relay = null;
        for (Option option : this.options) {
            boolean right;
            if (option.code() == OptionCode.RELAY_AGENT_INFORMATION) {
                RelayAgentInformationDecoder decoder = RelayAgentInformationDecoder.read(option.value());
                relay = decoder.readable();
                right = decoder.isWellFormed() && !option.value().isEmpty();
            } else {
                right = option.code() != OptionCode.OVERLOAD
                        && KnownOptions.violation(option.code(), option.value()) == null
                        && !KnownOptions.isMalformedByClient(option.code(), option.value());
            }
            if (!right) {
                wrong = wrong.isEmpty() ? new BitSet(256) : wrong;
                wrong.set(option.code());
            }
        }
        this.malformed = wrong;
        this.relayAgentInformation = relay;
    }

    public static Dhcpv4OptionsBuilder builder() {
        return new Dhcpv4OptionsBuilder(List.of());
    }

    /** A builder that starts with these options. */
    public Dhcpv4OptionsBuilder toBuilder() {
        return new Dhcpv4OptionsBuilder(options);
    }

    /** All options in order. */
    public List<Option> all() {
        return options;
    }

    /** The whole value of any option, null if it is absent. */
    public @Nullable Octets get(int code) {
        for (Option option : options) {
            if (option.code() == code) {
                return option.value();
            }
        }
        return null;
    }

    public boolean contains(int code) {
        return get(code) != null;
    }

    /** Whether this option is there and does not have the form that its RFC demands. */
    public boolean isMalformed(int code) {
        return malformed.get(code);
    }

    /** Options that are there and do not have the form that their RFCs demand. */
    public int malformedCount() {
        return malformed.cardinality();
    }

    /** The whole message that these options were read from, without the frame's length; null if they were built. */
    @Nullable
    Octets received() {
        return received;
    }

    /** The value of an option that has its form. */
    private @Nullable Octets wellFormed(int code) {
        return malformed.get(code) ? null : get(code);
    }

    /** Null in options that do not belong to a message yet. RFC 2132 section 9.6. */
    public @Nullable MessageType messageType() {
        Octets value = wellFormed(OptionCode.MESSAGE_TYPE);
        return value == null ? null : MessageType.of(value.unsignedByteAt(0));
    }

    /** The server that answers; promised in its first reply only. RFC 6926 section 8.3. */
    public @Nullable Ipv4Address serverIdentifier() {
        Octets value = wellFormed(OptionCode.SERVER_IDENTIFIER);
        return value == null ? null : new Ipv4Address((int) value.unsignedIntAt(0));
    }

    /** Seconds from base-time to the end of the lease; 4,294,967,295 is infinite. RFC 2132 section 9.2. */
    public OptionalLong leaseTime() {
        return unsignedInt(OptionCode.LEASE_TIME);
    }

    /** Seconds from base-time to T1; 4,294,967,295 is infinite. RFC 2132 section 9.11. */
    public OptionalLong renewalTime() {
        return unsignedInt(OptionCode.RENEWAL_TIME);
    }

    /** Seconds from base-time to T2; 4,294,967,295 is infinite. RFC 2132 section 9.12. */
    public OptionalLong rebindingTime() {
        return unsignedInt(OptionCode.REBINDING_TIME);
    }

    /** As the client sent it, type octet included. RFC 2132 section 9.14, RFC 4361. */
    public @Nullable Octets clientIdentifier() {
        return get(OptionCode.CLIENT_IDENTIFIER);
    }

    /** Seconds from the client's last transaction about the address to base-time. RFC 4388 section 6.1. */
    public OptionalLong clientLastTransactionTime() {
        return unsignedInt(OptionCode.CLIENT_LAST_TRANSACTION_TIME);
    }

    /** All addresses of the client that was asked for; empty if absent. RFC 4388 section 6.1. */
    public List<Ipv4Address> associatedIp() {
        Octets value = wellFormed(OptionCode.ASSOCIATED_IP);
        if (value == null) {
            return List.of();
        }
        return IntStream.range(0, value.length() / 4)
                .mapToObj(i -> new Ipv4Address((int) value.unsignedIntAt(4 * i)))
                .toList();
    }

    /** Null means success. RFC 6926 section 6.2.2. */
    public @Nullable Status statusCode() {
        Octets value = wellFormed(OptionCode.STATUS_CODE);
        return value == null ? null : Status.decode(value);
    }

    /** When the message was made: seconds since 1970 in the server's clock. RFC 6926 section 6.2.3. */
    public OptionalLong baseTime() {
        return unsignedInt(OptionCode.BASE_TIME);
    }

    /** Seconds from the address's change into its state to base-time. RFC 6926 section 6.2.4. */
    public OptionalLong startTimeOfState() {
        return unsignedInt(OptionCode.START_TIME_OF_STATE);
    }

    /** Seconds since 1970 in the server's clock. RFC 6926 section 6.2.5. */
    public OptionalLong queryStartTime() {
        return unsignedInt(OptionCode.QUERY_START_TIME);
    }

    /** Seconds since 1970 in the server's clock. RFC 6926 section 6.2.6. */
    public OptionalLong queryEndTime() {
        return unsignedInt(OptionCode.QUERY_END_TIME);
    }

    /** Absent in a DHCPLEASEACTIVE means ACTIVE. RFC 6926 section 6.2.7. */
    public @Nullable DhcpState dhcpState() {
        OptionalInt number = dhcpStateNumber();
        return number.isPresent() ? DhcpState.of(number.getAsInt()) : null;
    }

    /** The octet of dhcp-state, for a state that is {@link DhcpState#UNKNOWN}. */
    public OptionalInt dhcpStateNumber() {
        Octets value = wellFormed(OptionCode.DHCP_STATE);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.unsignedByteAt(0));
    }

    /** Absent means local. RFC 6926 section 6.2.8. */
    public @Nullable DataSource dataSource() {
        Octets value = wellFormed(OptionCode.DATA_SOURCE);
        return value == null ? null : DataSource.decode(value);
    }

    /** The VPN of the binding or of the query; absent means the global one. RFC 6607, RFC 6926 section 6.2.9. */
    public @Nullable VirtualSubnet vss() {
        Octets value = get(OptionCode.VSS);
        return value == null ? null : VirtualSubnet.decode(value, 0);
    }

    /**
     * What the client's relay agent added. Of a malformed option 82, the sub-options before the fault. RFC 3046.
     */
    public @Nullable RelayAgentInformation relayAgentInformation() {
        return relayAgentInformation;
    }

    /** The client's host name as UTF-8 without zeros at the end. RFC 2132 sections 2 and 3.14. */
    public @Nullable String hostName() {
        Octets value = get(OptionCode.HOST_NAME);
        return value == null ? null : value.withoutTrailingZeros().toUtf8();
    }

    /** RFC 2132 section 9.13. */
    public @Nullable Octets vendorClass() {
        return get(OptionCode.VENDOR_CLASS);
    }

    /** As it came: clients write it both as RFC 3004 says and as plain text. */
    public @Nullable Octets userClass() {
        return get(OptionCode.USER_CLASS);
    }

    /** Null also if the option is shorter than its 3 fixed octets, for which {@link #get} has them. RFC 4702. */
    public @Nullable ClientFqdn clientFqdn() {
        Octets value = wellFormed(OptionCode.CLIENT_FQDN);
        return value == null ? null : ClientFqdn.decode(value);
    }

    /** Codes of the options asked for, in order of preference; empty if absent. RFC 2132 section 9.8. */
    public List<Integer> parameterRequestList() {
        Octets value = get(OptionCode.PARAMETER_REQUEST_LIST);
        if (value == null) {
            return List.of();
        }
        return IntStream.range(0, value.length())
                .mapToObj(value::unsignedByteAt)
                .toList();
    }

    private OptionalLong unsignedInt(int code) {
        Octets value = wellFormed(code);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.unsignedIntAt(0));
    }

    /** These options with the message type in front; fails if they tell another one. */
    Dhcpv4Options ofMessage(MessageType type) {
        MessageType present = messageType();
        if (present == type) {
            return this;
        }
        if (contains(OptionCode.MESSAGE_TYPE)) {
            throw new IllegalArgumentException("options of a " + present + " in a " + type);
        }
        List<Option> withType = new ArrayList<>(options.size() + 1);
        withType.add(new Option(OptionCode.MESSAGE_TYPE, Octets.of(type.code())));
        withType.addAll(options);
        return new Dhcpv4Options(withType, received);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dhcpv4Options that && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(options);
    }

    /** All options with their values in hexadecimal, long ones shortened. */
    @Override
    public String toString() {
        return options.toString();
    }
}
