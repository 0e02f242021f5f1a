package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.OptionType;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * The options of a message: each code once, with its whole value, in the order in which the codes first appeared;
 * dhcp-message-type is moved to the front, where the encoder writes it. Option overload, pad and end are part of the
 * encoding and are not kept. Unknown options are kept octet for octet.
 *
 * <p>Accessors never throw, because the lengths that they rely on were checked when the options were created. Null or
 * empty means that the option is absent, or malformed without making the message malformed; {@link #get} then returns
 * its octets. Immutable.
 */
public final class Dhcpv4Options {

    /** No options. */
    public static final Dhcpv4Options NONE = new Dhcpv4Options(OptionTable.EMPTY, null);

    private final OptionTable table;
    private final @Nullable Octets received;

    // Created on first use. Two threads may both create a list; both lists are equal and safe to publish.
    private @Nullable List<Option> all;
    private @Nullable RelayAgentInformation relayAgentInformation;

    /** @param options already checked and in order, each code once */
    Dhcpv4Options(List<Option> options) {
        this(options, null);
    }

    /**
     * @param options in order, each code once; those that are essential for a binding are already checked
     * @param received the whole message that they were read from; null if they were built
     */
    Dhcpv4Options(List<Option> options, @Nullable Octets received) {
        this(OptionTable.of(options), received);
    }

    /**
     * @param table filled and checked
     * @param received the whole message that they were read from; null if they were built
     */
    Dhcpv4Options(OptionTable table, @Nullable Octets received) {
        this.table = table;
        this.received = received;
    }

    public static Dhcpv4OptionsBuilder builder() {
        return new Dhcpv4OptionsBuilder(List.of());
    }

    /** Returns a builder that starts with these options. */
    public Dhcpv4OptionsBuilder toBuilder() {
        return new Dhcpv4OptionsBuilder(all());
    }

    /** All options in order. */
    public List<Option> all() {
        List<Option> options = all;
        if (options == null) {
            Option[] each = new Option[table.count()];
            for (int i = 0; i < each.length; i++) {
                each[i] = new Option(table.codeAt(i), table.valueAt(i));
            }
            options = List.of(each);
            all = options;
        }
        return options;
    }

    /** Returns the number of options. */
    public int count() {
        return table.count();
    }

    /**
     * Returns the code of the option at this index; together with {@link #count} it iterates over all options without
     * creating objects.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int codeAt(int index) {
        return table.codeAt(Objects.checkIndex(index, table.count()));
    }

    /** Returns the whole value of any option, null if it is absent. */
    public @Nullable Octets get(int code) {
        int index = table.find(code);
        return index < 0 ? null : table.valueAt(index);
    }

    /**
     * Returns the value of any option, decoded by the caller's type.
     *
     * @param type code of the option, and how its value is read
     * @return null if the option is absent or malformed for that type
     */
    public <T> @Nullable T get(OptionType<T> type) {
        int index = table.findWellFormed(type.code());
        if (index < 0) {
            return null;
        }
        try {
            return type.decode(table.valueAt(index));
        } catch (MalformedMessageException e) {
            // The octets stay available; a caller that needs the reason can decode them.
            return null;
        }
    }

    /** Marks options that are malformed for their type. Must be called before these options are published. */
    void check(List<OptionType<?>> types) {
        for (int i = 0; i < types.size(); i++) {
            OptionType<?> type = types.get(i);
            int index = table.findWellFormed(type.code());
            if (index >= 0 && !hasForm(type, table.valueAt(index))) {
                table.markMalformed(index);
            }
        }
    }

    private static boolean hasForm(OptionType<?> type, Octets value) {
        try {
            type.decode(value);
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    public boolean contains(int code) {
        return table.find(code) >= 0;
    }

    /** Whether the code of each option is in a set. Does not iterate over options that have accessors. */
    public boolean containsOnly(OptionCodes codes) {
        return table.containsOnly(codes);
    }

    /** Whether this option is present and does not have the format of its RFC. */
    public boolean isMalformed(int code) {
        return table.find(code) >= 0 && table.findWellFormed(code) < 0;
    }

    /** Returns the number of options that do not have the format of their RFCs. */
    public int malformedCount() {
        return table.malformedCount();
    }

    /**
     * Returns the whole message that these options were read from, without the frame's length; null if they were built.
     */
    @Nullable
    Octets received() {
        return received;
    }

    /** Returns the value of an option; null if it is absent or malformed. */
    private @Nullable Octets wellFormed(int code) {
        int index = table.findWellFormed(code);
        return index < 0 ? null : table.valueAt(index);
    }

    /** The address that an option holds. */
    private @Nullable Ipv4Address address(int code) {
        int index = table.findWellFormed(code);
        return index < 0 ? null : new Ipv4Address((int) table.unsignedIntAt(index));
    }

    /** The first octet of an option that has one; negative if it is absent. */
    private int octet(int code) {
        int index = table.findWellFormed(code);
        return index < 0 ? -1 : table.unsignedByteAt(index);
    }

    /** Null in options that do not belong to a message yet. RFC 2132 section 9.6. */
    public @Nullable MessageType messageType() {
        return MessageType.of(octet(OptionCode.MESSAGE_TYPE));
    }

    /** The server that answers; guaranteed in its first reply only. RFC 6926 section 8.3. */
    public @Nullable Ipv4Address serverIdentifier() {
        return address(OptionCode.SERVER_IDENTIFIER);
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

    /** All addresses of the queried client; empty if absent. RFC 4388 section 6.1. */
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

    /** When the message was built: seconds since 1970 in the server's clock. RFC 6926 section 6.2.3. */
    public OptionalLong baseTime() {
        return unsignedInt(OptionCode.BASE_TIME);
    }

    /** Seconds from when the address entered its state to base-time. RFC 6926 section 6.2.4. */
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
        int number = octet(OptionCode.DHCP_STATE);
        return number < 0 ? null : DhcpState.of(number);
    }

    /** The octet of dhcp-state, useful for a state that is {@link DhcpState#UNKNOWN}. */
    public OptionalInt dhcpStateNumber() {
        int number = octet(OptionCode.DHCP_STATE);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Absent means local. RFC 6926 section 6.2.8. */
    public @Nullable DataSource dataSource() {
        int flags = octet(OptionCode.DATA_SOURCE);
        return flags < 0 ? null : DataSource.ofFlags(flags);
    }

    /** The VPN of the binding or of the query; absent means the global one. RFC 6607, RFC 6926 section 6.2.9. */
    public @Nullable VirtualSubnet vss() {
        Octets value = get(OptionCode.VSS);
        return value == null ? null : VirtualSubnet.decode(value, 0);
    }

    /**
     * Data that the client's relay agent added. If option 82 is malformed, the sub-options before the fault. RFC 3046.
     */
    public @Nullable RelayAgentInformation relayAgentInformation() {
        RelayAgentInformation information = relayAgentInformation;
        if (information == null) {
            Octets value = get(OptionCode.RELAY_AGENT_INFORMATION);
            if (value == null) {
                return null;
            }
            information = RelayAgentInformationDecoder.readable(value);
            relayAgentInformation = information;
        }
        return information;
    }

    /** The client's host name as UTF-8 without trailing zeros. RFC 2132 sections 2 and 3.14. */
    public @Nullable String hostName() {
        Octets value = get(OptionCode.HOST_NAME);
        return value == null ? null : value.withoutTrailingZeros().toUtf8();
    }

    /** RFC 2132 section 9.13. */
    public @Nullable Octets vendorClass() {
        return get(OptionCode.VENDOR_CLASS);
    }

    /** As received: clients write it both in the format of RFC 3004 and as plain text. */
    public @Nullable Octets userClass() {
        return get(OptionCode.USER_CLASS);
    }

    /** Null also if the option is shorter than its 3 fixed octets; {@link #get} then returns its octets. RFC 4702. */
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
        int index = table.findWellFormed(code);
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(table.unsignedIntAt(index));
    }

    /** Returns these options with the message type in front; fails if they have another one. */
    Dhcpv4Options ofMessage(MessageType type) {
        MessageType present = messageType();
        if (present == type) {
            return this;
        }
        if (contains(OptionCode.MESSAGE_TYPE)) {
            throw new IllegalArgumentException("options of a " + present + " in a " + type);
        }
        List<Option> withType = new ArrayList<>(count() + 1);
        withType.add(new Option(OptionCode.MESSAGE_TYPE, Octets.of(type.code())));
        withType.addAll(all());
        return new Dhcpv4Options(withType, received);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dhcpv4Options that && all().equals(that.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** All options with their values in hexadecimal, long ones shortened. */
    @Override
    public String toString() {
        return all().toString();
    }
}
