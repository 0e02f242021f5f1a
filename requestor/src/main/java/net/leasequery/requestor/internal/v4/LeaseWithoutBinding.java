package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Option;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Detects the keep-alive of Junos: a DHCPLEASEACTIVE without a lease, where RFC 7724 section 8.4 requires a
 * DHCPLEASEQUERYSTATUS with ConnectionActive. It has neither address nor client, and only options that every message
 * may have. A DHCPLEASEACTIVE that has lease data but lacks the address is malformed.
 */
final class LeaseWithoutBinding {

    private LeaseWithoutBinding() {}

    static boolean is(DhcpLeaseQueryReply reply) {
        return reply.header().ciaddr().isUnspecified()
                && reply.header().chaddr().isEmpty()
                && reply.options().all().stream().allMatch(LeaseWithoutBinding::isOfAnyMessage)
                && isFavourable(reply.options().statusCode());
    }

    private static boolean isOfAnyMessage(Option option) {
        return switch (option.code()) {
            case OptionCode.MESSAGE_TYPE, OptionCode.SERVER_IDENTIFIER, OptionCode.BASE_TIME, OptionCode.STATUS_CODE ->
                true;
            default -> false;
        };
    }

    private static boolean isFavourable(@Nullable Status status) {
        return status == null || status.isSuccess() || status.meaning() == StatusCode.CONNECTION_ACTIVE;
    }
}
