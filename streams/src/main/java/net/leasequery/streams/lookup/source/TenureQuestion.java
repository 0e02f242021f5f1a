package net.leasequery.streams.lookup.source;

import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * A question for tenures of an address, or of a client.
 *
 * @param vpn of the address; null for the default one
 * @param address in the form of the records; null if a client is asked for
 * @param client null if an address is asked for
 * @param range that the outer bounds of the tenures overlap
 * @param limit maximum number of tenures on a page
 * @param after position where the previous page ended; null for the first page
 */
public record TenureQuestion(
        @Nullable String vpn,
        @Nullable String address,
        @Nullable ClientSelector client,
        TimeRange range,
        int limit,
        @Nullable PagePosition after) {

    /**
     * Checks that there is exactly one subject.
     *
     * @throws IllegalArgumentException if there are none or two
     */
    public TenureQuestion {
        if ((address == null) == (client == null)) {
            throw new IllegalArgumentException("Either an address or a client is asked for");
        }
    }
}
