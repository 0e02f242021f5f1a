package net.leasequery.simulator.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message of either family says, as far as both can say it.
 *
 * @param xid transaction id
 * @param status status code of the family; null if there is none
 * @param baseTime seconds since 1970; null if absent
 * @param leases addresses and prefixes
 * @param holder hardware address or DUID in hexadecimal; null if no client is told
 * @param inForce whether the leases have time left
 * @param changed when the client was last heard of, seconds since 1970; null if that is not told
 * @param isEnd whether it ends the answer to a Bulk query
 * @param isOpening whether it says no more than that an Active query was accepted
 */
public record MessageContent(
        int xid,
        @Nullable Integer status,
        @Nullable Long baseTime,
        List<String> leases,
        @Nullable String holder,
        boolean inForce,
        @Nullable Long changed,
        boolean isEnd,
        boolean isOpening) {}
