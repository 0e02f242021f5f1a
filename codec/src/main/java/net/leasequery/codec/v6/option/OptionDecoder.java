package net.leasequery.codec.v6.option;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.OctetReader.Tolerance;

/**
 * Decodes options by their code. Every octet is read once per field, regardless of the nesting, so the cost is linear
 * in the length of the message.
 *
 * <p>A malformed option is kept as an {@link OpaqueOption}, unless it is essential for a binding: an address, a time, a
 * VPN, the frame of a client's data.
 */
final class OptionDecoder {

    private OptionDecoder() {}

    /** All options up to the reader's end, in their order. */
    static Dhcpv6Options decode(OctetReader options) {
        Dhcpv6Option[] decoded = new Dhcpv6Option[options.countOptions()];
        OptionTable places = new OptionTable(decoded.length);
        int block = places.beginBlock();
        long filter = 0;
        int found = 0;
        Octets rest = Octets.EMPTY;
        while (options.remaining() > 0) {
            if (endsBefore(options)) {
                rest = options.readRest();
                break;
            }
            int code = options.readUnsignedShort("option-code");
            int end = options.enterOption(code, options.readUnsignedShort("option-len"));
            places.add(code, options.position(), options.remaining());
            filter |= OptionTable.filterOf(code);
            decoded[found++] =
                    options.tolerance() == Tolerance.ALL ? decodeOrKeep(code, options) : decodeWhole(code, options);
            options.leaveOption(end);
        }
        places.endBlock(block, filter);
        return Dhcpv6Options.ofDecoded(options.sequence(decoded, places), rest);
    }

    private static boolean endsBefore(OctetReader options) {
        return switch (options.tolerance()) {
            case NONE -> false;
            case SHORT_REST -> options.remaining() < OctetReader.OPTION_HEADER;
            case ALL -> !options.hasWholeOption();
        };
    }

    private static Dhcpv6Option decodeOrKeep(int code, OctetReader data) {
        int from = data.position();
        try {
            return decodeWhole(code, data);
        } catch (MalformedMessageException e) {
            data.backTo(from);
            return new OpaqueOption(code, data.readRest());
        }
    }

    private static Dhcpv6Option decodeWhole(int code, OctetReader data) {
        if (!canBeRead(code, data.remaining())) {
            return new OpaqueOption(code, data.readRest());
        }
        Dhcpv6Option option = decode(code, data);
        data.expectEndOfOption(code);
        return option;
    }

    /**
     * Whether an option that is not essential for a binding has the octets that it needs. Essential options throw on
     * their own.
     */
    private static boolean canBeRead(int code, int octets) {
        return switch (code) {
            case OptionCode.CLIENTID, OptionCode.SERVERID, OptionCode.RELAY_ID -> octets > 0;
            case OptionCode.STATUS_CODE -> octets >= 2;
            case OptionCode.ORO -> octets % 2 == 0;
            case OptionCode.LQ_RELAY_DATA -> octets >= Ipv6Address.OCTETS;
            case OptionCode.LQ_CLIENT_LINK -> octets % Ipv6Address.OCTETS == 0;
            default -> true;
        };
    }

    /** Decodes the data of an option that {@link #canBeRead}. */
    static Dhcpv6Option decode(int code, OctetReader data) {
        return switch (code) {
            case OptionCode.CLIENTID -> ClientIdentifier.read(data);
            case OptionCode.SERVERID -> ServerIdentifier.read(data);
            case OptionCode.IA_NA -> IaNa.read(data);
            case OptionCode.IA_TA -> IaTa.read(data);
            case OptionCode.IA_PD -> IaPd.read(data);
            case OptionCode.IAADDR -> IaAddress.read(data);
            case OptionCode.IAPREFIX -> IaPrefix.read(data);
            case OptionCode.ORO -> OptionRequest.read(data);
            case OptionCode.RELAY_MSG -> RelayMessage.read(data);
            case OptionCode.STATUS_CODE -> Status.read(data);
            case OptionCode.USER_CLASS -> UserClass.read(data);
            case OptionCode.VENDOR_CLASS -> VendorClass.read(data);
            case OptionCode.INTERFACE_ID -> InterfaceId.read(data);
            case OptionCode.REMOTE_ID -> RemoteId.read(data);
            case OptionCode.SUBSCRIBER_ID -> SubscriberId.read(data);
            case OptionCode.CLIENT_FQDN -> ClientFqdn.read(data);
            case OptionCode.LQ_QUERY -> LqQuery.read(data);
            case OptionCode.CLIENT_DATA -> ClientData.read(data);
            case OptionCode.CLT_TIME -> CltTime.read(data);
            case OptionCode.LQ_RELAY_DATA -> LqRelayData.read(data);
            case OptionCode.LQ_CLIENT_LINK -> LqClientLink.read(data);
            case OptionCode.RELAY_ID -> RelayId.read(data);
            case OptionCode.VSS -> Vss.read(data);
            case OptionCode.LQ_BASE_TIME -> LqBaseTime.read(data);
            case OptionCode.LQ_START_TIME -> LqStartTime.read(data);
            case OptionCode.LQ_END_TIME -> LqEndTime.read(data);
            default -> new OpaqueOption(code, data.readRest());
        };
    }
}
