package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;

/**
 * Builds options. Setting an option again replaces it in its place. Seconds are 0 to 4,294,967,295. Every method throws
 * {@link IllegalArgumentException} if the value does not fit its option. The message type is not set here, because the
 * type of the message determines it.
 */
public final class Dhcpv4OptionsBuilder {

    private final List<Option> options;

    Dhcpv4OptionsBuilder(List<Option> options) {
        this.options = new ArrayList<>(options);
    }

    /** Sets any option except pad, option overload, dhcp-message-type and end, which the encoder writes. */
    public Dhcpv4OptionsBuilder option(int code, Octets value) {
        switch (code) {
            case OptionCode.PAD, OptionCode.OVERLOAD, OptionCode.MESSAGE_TYPE, OptionCode.END ->
                throw new IllegalArgumentException("option " + code + " is written by the encoder");
            default -> {
                return put(code, value);
            }
        }
    }

    public Dhcpv4OptionsBuilder serverIdentifier(Ipv4Address address) {
        return put(OptionCode.SERVER_IDENTIFIER, Octets.ofInt(address.value()));
    }

    /**
     * Remaining lease time; 4,294,967,295 is infinite.
     *
     * @param seconds from base-time
     */
    public Dhcpv4OptionsBuilder leaseTime(long seconds) {
        return seconds(OptionCode.LEASE_TIME, seconds);
    }

    /**
     * Remaining time to T1.
     *
     * @param seconds from base-time
     */
    public Dhcpv4OptionsBuilder renewalTime(long seconds) {
        return seconds(OptionCode.RENEWAL_TIME, seconds);
    }

    /**
     * Remaining time to T2.
     *
     * @param seconds from base-time
     */
    public Dhcpv4OptionsBuilder rebindingTime(long seconds) {
        return seconds(OptionCode.REBINDING_TIME, seconds);
    }

    public Dhcpv4OptionsBuilder clientIdentifier(Octets identifier) {
        return put(OptionCode.CLIENT_IDENTIFIER, identifier);
    }

    /**
     * Time since the client's last transaction about the address.
     *
     * @param seconds before base-time
     */
    public Dhcpv4OptionsBuilder clientLastTransactionTime(long seconds) {
        return seconds(OptionCode.CLIENT_LAST_TRANSACTION_TIME, seconds);
    }

    public Dhcpv4OptionsBuilder associatedIp(List<Ipv4Address> addresses) {
        byte[] value = new byte[4 * addresses.size()];
        for (int i = 0; i < addresses.size(); i++) {
            System.arraycopy(Octets.ofInt(addresses.get(i).value()).toByteArray(), 0, value, 4 * i, 4);
        }
        return put(OptionCode.ASSOCIATED_IP, Octets.ofOwned(value));
    }

    public Dhcpv4OptionsBuilder statusCode(Status status) {
        return put(OptionCode.STATUS_CODE, status.encode());
    }

    /**
     * A status with a defined meaning.
     *
     * @param text for a person, may be empty
     */
    public Dhcpv4OptionsBuilder statusCode(StatusCode meaning, String text) {
        return statusCode(Status.of(meaning, text));
    }

    /**
     * Time at which the message is built.
     *
     * @param secondsSince1970 in the server's clock
     */
    public Dhcpv4OptionsBuilder baseTime(long secondsSince1970) {
        return seconds(OptionCode.BASE_TIME, secondsSince1970);
    }

    /**
     * Time since the address entered its state.
     *
     * @param seconds before base-time
     */
    public Dhcpv4OptionsBuilder startTimeOfState(long seconds) {
        return seconds(OptionCode.START_TIME_OF_STATE, seconds);
    }

    /**
     * Asks for changes from this second on, inclusive.
     *
     * @param secondsSince1970 in the server's clock
     */
    public Dhcpv4OptionsBuilder queryStartTime(long secondsSince1970) {
        return seconds(OptionCode.QUERY_START_TIME, secondsSince1970);
    }

    /**
     * Asks for changes up to this second, inclusive.
     *
     * @param secondsSince1970 in the server's clock
     */
    public Dhcpv4OptionsBuilder queryEndTime(long secondsSince1970) {
        return seconds(OptionCode.QUERY_END_TIME, secondsSince1970);
    }

    /**
     * The state of the address.
     *
     * @param state any but {@link DhcpState#UNKNOWN}, which has no code
     */
    public Dhcpv4OptionsBuilder dhcpState(DhcpState state) {
        return put(OptionCode.DHCP_STATE, Octets.of(state.code()));
    }

    public Dhcpv4OptionsBuilder dataSource(DataSource source) {
        return put(OptionCode.DATA_SOURCE, source.encode());
    }

    public Dhcpv4OptionsBuilder vss(VirtualSubnet subnet) {
        return put(OptionCode.VSS, subnet.encode());
    }

    public Dhcpv4OptionsBuilder relayAgentInformation(RelayAgentInformation information) {
        return put(OptionCode.RELAY_AGENT_INFORMATION, information.encode());
    }

    public Dhcpv4OptionsBuilder hostName(String name) {
        return put(OptionCode.HOST_NAME, Octets.ofUtf8(name));
    }

    public Dhcpv4OptionsBuilder vendorClass(Octets vendorClass) {
        return put(OptionCode.VENDOR_CLASS, vendorClass);
    }

    public Dhcpv4OptionsBuilder userClass(Octets userClass) {
        return put(OptionCode.USER_CLASS, userClass);
    }

    public Dhcpv4OptionsBuilder clientFqdn(ClientFqdn fqdn) {
        return put(OptionCode.CLIENT_FQDN, fqdn.encode());
    }

    /**
     * The options asked for.
     *
     * @param codes in order of preference
     */
    public Dhcpv4OptionsBuilder parameterRequestList(int... codes) {
        return put(OptionCode.PARAMETER_REQUEST_LIST, Octets.of(codes));
    }

    public Dhcpv4Options build() {
        return options.isEmpty() ? Dhcpv4Options.NONE : new Dhcpv4Options(options);
    }

    private Dhcpv4OptionsBuilder seconds(int code, long seconds) {
        if (seconds < 0 || seconds > 0xffff_ffffL) {
            throw new IllegalArgumentException("option " + code + " holds 0 to 4294967295 seconds, not " + seconds);
        }
        return put(code, Octets.ofInt((int) seconds));
    }

    private Dhcpv4OptionsBuilder put(int code, Octets value) {
        try {
            KnownOptions.check(code, value, 0);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
        new Option(code, value).putInto(options);
        return this;
    }
}
