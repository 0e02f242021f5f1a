package net.leasequery.streams.lookup.source;

import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Which tenures: those of an address, or of a client.
 *
 * @param vpn of the address; null for the default one
 * @param address in the form of the records; null if a client is asked for
 * @param client null if an address is asked for
 * @param range with which they have a moment in common, by their outer bounds
 * @param limit the most on a page
 * @param after where the page before ended; null for the first
 */
public record TenureQuestion(
        @Nullable String vpn,
        @Nullable String address,
        @Nullable ClientSelector client,
        TimeRange range,
        int limit,
        @Nullable PagePosition after) {

    /**
     * Checks that there is one subject.
     *
     * @throws IllegalArgumentException if there is none, or two
     */
    public TenureQuestion {
        if ((address == null) == (client == null)) {
            throw new IllegalArgumentException("Either an address or a client is asked for");
        }
    }
}
