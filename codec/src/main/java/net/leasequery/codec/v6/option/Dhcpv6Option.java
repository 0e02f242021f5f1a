package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * One option: a code and what it carries (RFC 8415 section 21.1). A code that this codec does not know is an
 * {@link OpaqueOption}, so that nothing is lost on the way through. Whatever was decoded encodes to the
 * same octets again.
 */
public sealed interface Dhcpv6Option
        permits ClientData,
                ClientFqdn,
                ClientIdentifier,
                CltTime,
                IaAddress,
                IaPrefix,
                IdentityAssociation,
                InterfaceId,
                LqBaseTime,
                LqClientLink,
                LqEndTime,
                LqQuery,
                LqRelayData,
                LqStartTime,
                OpaqueOption,
                OptionRequest,
                RelayId,
                RelayMessage,
                RemoteId,
                ServerIdentifier,
                Status,
                SubscriberId,
                UserClass,
                VendorClass,
                Vss {

    /** The option-code, 0..65535; see {@link OptionCode}. */
    int optionCode();

    /**
     * Appends the option-data, without option-code and option-len.
     *
     * @throws IllegalArgumentException when nested options are too long for a DHCPv6 option
     */
    void writeData(ByteBuf out);
}
