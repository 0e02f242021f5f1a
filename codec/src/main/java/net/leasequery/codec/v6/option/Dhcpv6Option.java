package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * One option: a code and its data (RFC 8415 section 21.1). An option with an unknown code is an {@link OpaqueOption},
 * so that nothing is lost. A decoded option encodes to the same octets again.
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
