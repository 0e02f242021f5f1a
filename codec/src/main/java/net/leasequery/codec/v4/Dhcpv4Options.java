package net.leasequery.codec.v4;

import java.util.ArrayList;
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
 * or empty means that the option is absent. Immutable.
 */
public final class Dhcpv4Options {

    /** No options. */
    public static final Dhcpv4Options NONE = new Dhcpv4Options(List.of());

    private final List<Option> options;

    /** @param options already checked and in order, each code once */
    Dhcpv4Options(List<Option> options) {
        this.options = List.copyOf(options);
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

    /** Null in options that do not belong to a message yet. RFC 2132 section 9.6. */
    public @Nullable MessageType messageType() {
        Octets value = get(OptionCode.MESSAGE_TYPE);
        return value == null ? null : MessageType.of(value.unsignedByteAt(0));
    }

    /** The server that answers; promised in its first reply only. RFC 6926 section 8.3. */
    public @Nullable Ipv4Address serverIdentifier() {
        Octets value = get(OptionCode.SERVER_IDENTIFIER);
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
        Octets value = get(OptionCode.ASSOCIATED_IP);
        if (value == null) {
            return List.of();
        }
        return IntStream.range(0, value.length() / 4)
                .mapToObj(i -> new Ipv4Address((int) value.unsignedIntAt(4 * i)))
                .toList();
    }

    /** Null means success. RFC 6926 section 6.2.2. */
    public @Nullable Status statusCode() {
        Octets value = get(OptionCode.STATUS_CODE);
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
        Octets value = get(OptionCode.DHCP_STATE);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.unsignedByteAt(0));
    }

    /** Absent means local. RFC 6926 section 6.2.8. */
    public @Nullable DataSource dataSource() {
        Octets value = get(OptionCode.DATA_SOURCE);
        return value == null ? null : DataSource.decode(value);
    }

    /** The VPN of the binding or of the query; absent means the global one. RFC 6607, RFC 6926 section 6.2.9. */
    public @Nullable VirtualSubnet vss() {
        Octets value = get(OptionCode.VSS);
        return value == null ? null : VirtualSubnet.decode(value, 0);
    }

    /** What the client's relay agent added. RFC 3046. */
    public @Nullable RelayAgentInformation relayAgentInformation() {
        Octets value = get(OptionCode.RELAY_AGENT_INFORMATION);
        return value == null ? null : RelayAgentInformation.decode(value);
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
        Octets value = get(OptionCode.CLIENT_FQDN);
        return value == null || !ClientFqdn.isLongEnough(value) ? null : ClientFqdn.decode(value);
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
        Octets value = get(code);
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
        return new Dhcpv4Options(withType);
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
