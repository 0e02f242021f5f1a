package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of tenures, the newest start first. A page may have fewer tenures than requested, or none, although there are
 * more: the work for a page is bounded, and not every tenure that was examined matches.
 *
 * @param tenures in the order of {@link PagePosition}
 * @param next position of the next page; null if there are no more tenures
 */
public record TenurePage(
        List<AddressTenure> tenures, @Nullable PagePosition next) {

    /** Copies the list. */
    public TenurePage {
        tenures = List.copyOf(tenures);
    }

    /**
     * Merges the pages of several partitions or instances for the same question, limit and position.
     *
     * @param pages any number, in any order
     * @param limit as requested
     */
    public static TenurePage merge(List<TenurePage> pages, int limit) {
        // Tenures may be missing beyond the earliest position at which one of the pages ends.
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
