package net.leasequery.streams.lookup.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.TenureSource;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Puts several pages of the source together. Reads at most {@link #MOST} of them. Safe for several threads. */
final class TenurePages {
    private static final int MOST = 20;

    private final TenureSource tenures;

    TenurePages(TenureSource tenures) {
        this.tenures = tenures;
    }

    /** Returns the tenures of all pages, until there are as many as the question's limit. */
    TenurePage all(TenureQuestion first) throws UnavailableException, InterruptedException {
        List<AddressTenure> found = new ArrayList<>();
        PagePosition next = first.after();
        for (int pages = 0; pages < MOST && found.size() < first.limit(); pages++) {
            TenurePage page = find(first, first.limit(), next);
            found.addAll(page.tenures());
            next = page.next();
            if (next == null) {
                break;
            }
        }
        return new TenurePage(found, next);
    }

    /**
     * Returns the next tenures that match, as many as the question's limit. There are fewer only if no more follow, or if
     * a page of the source was shorter than its limit: then a partition has examined as many tenures as it may, and the
     * rest is for the next request.
     */
    TenurePage matching(TenureQuestion question, Predicate<AddressTenure> wanted)
            throws UnavailableException, InterruptedException {
        List<AddressTenure> found = new ArrayList<>();
        PagePosition next = question.after();
        // Mostly all match. One more shows whether others follow.
        int limit = Math.min(question.limit() + 1, TenureReader.MOST);
        for (int pages = 0; pages < MOST; pages++) {
            TenurePage page = find(question, limit, next);
            for (AddressTenure tenure : page.tenures()) {
                if (wanted.test(tenure)) {
                    if (found.size() == question.limit()) {
                        return new TenurePage(found, found.get(found.size() - 1).position());
                    }
                    found.add(tenure);
                }
            }
            next = page.next();
            if (next == null || page.tenures().size() < limit) {
                break;
            }
            limit = TenureReader.MOST;
        }
        return new TenurePage(found, next);
    }

    private TenurePage find(TenureQuestion question, int limit, @Nullable PagePosition after)
            throws UnavailableException, InterruptedException {
        return tenures.find(new TenureQuestion(
                question.vpn(), question.address(), question.client(), question.range(), limit, after));
    }
}
