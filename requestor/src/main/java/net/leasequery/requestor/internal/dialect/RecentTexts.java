package net.leasequery.requestor.internal.dialect;

import org.jspecify.annotations.Nullable;

/**
 * The texts of addresses that occur in many bindings, such as those of relay agents: a network has few of them, and
 * making such a text takes a twentieth of the time of a binding. Holds at most {@value #PLACES} texts; each address has
 * one place, which the last address with that place occupies. Safe for use by any thread: entries are immutable, and
 * one that another thread does not see yet is made again.
 *
 * @param <A> addresses with a value-based {@code hashCode} and {@code toString}
 */
public final class RecentTexts<A> {

    private static final int PLACES = 1_024;
    private static final int SPREAD = 0x9e3779b9;
    private static final int SHIFT = Integer.SIZE - 10;

    private record Entry(Object address, String text) {}

    private final @Nullable Entry[] entries = new Entry[PLACES];

    /** Returns the address as text. */
    public String of(A address) {
        int place = (address.hashCode() * SPREAD) >>> SHIFT;
        Entry entry = entries[place];
        if (entry == null || !entry.address().equals(address)) {
            entry = new Entry(address, address.toString());
            entries[place] = entry;
        }
        return entry.text();
    }
}
