package net.leasequery.streams.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.history.TimeRange;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.TenureSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of tenures of which not all match. */
class TenurePagesTest {

    private static final String ADDRESS = "10.7.7.7";

    /** Tenures in the order of answers, of which one call examines a bounded number. */
    private static final class Source implements TenureSource {
        private final List<AddressTenure> tenures = new ArrayList<>();
        private int examinedAtMost = Integer.MAX_VALUE;
        private int calls;

        /** Every so many of them are of group branch, beginning with the first. */
        static Source of(int tenures, int oneIn) {
            Source source = new Source();
            for (int i = 0; i < tenures; i++) {
                source.tenures.add(Tenures.of(ADDRESS, "aa:bb:cc:00:00:01")
                        .group(i % oneIn == 0 ? "branch" : "site")
                        .observed(-i, -i + 1)
                        .build());
            }
            return source;
        }

        @Override
        public TenurePage find(TenureQuestion question) {
            calls++;
            int from = 0;
            PagePosition after = question.after();
            while (after != null
                    && from < tenures.size()
                    && tenures.get(from).position().compareTo(after) <= 0) {
                from++;
            }
            int to = Math.min(tenures.size(), from + Math.min(question.limit(), examinedAtMost));
            List<AddressTenure> found = tenures.subList(from, to);
            return new TenurePage(
                    found, to < tenures.size() ? tenures.get(to - 1).position() : null);
        }

        @Override
        public Instant processedTo() {
            return Instant.EPOCH;
        }
    }

    private static TenurePage branch(Source source, int limit, @Nullable PagePosition after) throws Exception {
        return new TenurePages(source)
                .matching(
                        new TenureQuestion(null, ADDRESS, null, TimeRange.ALWAYS, limit, after),
                        tenure -> tenure.group().equals("branch"));
    }

    @Test
    void eachPageIsFullAndAllTenuresAreReturnedOnce() throws Exception {
        Source source = Source.of(2_500, 100);
        List<Integer> sizes = new ArrayList<>();
        List<Instant> starts = new ArrayList<>();
        @Nullable PagePosition next = null;
        do {
            TenurePage page = branch(source, 10, next);
            sizes.add(page.tenures().size());
            page.tenures().forEach(tenure -> starts.add(tenure.start()));
            next = page.next();
        } while (next != null);

        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(starts).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void noPageFollowsTheLastMatch() throws Exception {
        TenurePage page = branch(Source.of(2_500, 100), 25, null);

        assertThat(page.tenures()).hasSize(25);
        assertThat(page.next()).isNull();
    }

    @Test
    void theWorkForOnePageIsBounded() throws Exception {
        Source source = Source.of(25_000, 25_000);

        TenurePage first = branch(source, 10, null);
        assertThat(first.tenures()).hasSize(1);
        assertThat(first.next()).isNotNull();
        assertThat(source.calls).isEqualTo(20);

        TenurePage second = branch(source, 10, first.next());
        assertThat(second.tenures()).isEmpty();
        assertThat(second.next()).isNull();
    }

    /** A page that is shorter than its limit means that a partition has examined as much as it may. */
    @Test
    void nothingMoreIsAskedOfAPartitionThatReachedItsBound() throws Exception {
        Source source = Source.of(100, 50);
        source.examinedAtMost = 7;

        TenurePage page = branch(source, 10, null);

        assertThat(page.tenures()).hasSize(1);
        assertThat(page.next()).isNotNull();
        assertThat(source.calls).isEqualTo(1);
    }
}
