package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tenures, the newest start first. A page may hold fewer than were asked for, or none, and there may still be more:
 * the work for a page is bounded, and what was looked at need not match.
 *
 * @param tenures in the order of {@link PagePosition}
 * @param next where to go on; null if there is nothing more
 */
public record TenurePage(
        List<AddressTenure> tenures, @Nullable PagePosition next) {

    /** Copies the list. */
    public TenurePage {
        tenures = List.copyOf(tenures);
    }

    /**
     * One page from the pages of several partitions or instances for the same question, limit and position.
     *
     * @param pages any number, in any order
     * @param limit as it was asked for
     */
    public static TenurePage merge(List<TenurePage> pages, int limit) {
        // Beyond the earliest place at which somebody stopped, tenures may be missing.
        PagePosition known = pages.stream()
                .map(TenurePage::next)
                .filter(next -> next != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<AddressTenure> merged = new ArrayList<>();
        for (TenurePage page : pages) {
            for (AddressTenure tenure : page.tenures()) {
                if (known == null || tenure.position().compareTo(known) <= 0) {
                    merged.add(tenure);
                }
            }
        }
        merged.sort(Comparator.comparing(AddressTenure::position));
        if (merged.size() > limit) {
            List<AddressTenure> first = merged.subList(0, limit);
            return new TenurePage(first, first.get(limit - 1).position());
        }
        return new TenurePage(merged, known);
    }
}
