package net.leasequery.connect.subnet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of addresses of one family, as sorted ranges that neither overlap nor touch. Immutable. */
final class AddressSet {

    /** Both ends included. */
    private record Range(IpNumber first, IpNumber last) {}

    private final List<Range> ranges;

    private AddressSet(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Returns the addresses of all these subnets. */
    static AddressSet of(Collection<Subnet> subnets) {
        List<Range> sorted = subnets.stream()
                .map(subnet -> new Range(subnet.first(), subnet.last()))
                .sorted(Comparator.comparing(Range::first))
                .toList();
        List<Range> merged = new ArrayList<>();
        for (Range next : sorted) {
            Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && !isBeyond(next.first, before.last)) {
                IpNumber last = next.last.compareTo(before.last) > 0 ? next.last : before.last;
                merged.set(merged.size() - 1, new Range(before.first, last));
            } else {
                merged.add(next);
            }
        }
        return new AddressSet(merged);
    }

    /** Whether there is an address between the two ranges, so that they do not touch. */
    private static boolean isBeyond(IpNumber first, IpNumber last) {
        return first.compareTo(last) > 0 && !last.next().equals(first);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether the set contains all addresses from {@code first} to {@code last}. */
    boolean hasAll(IpNumber first, IpNumber last) {
        int from = 0;
        int to = ranges.size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            Range range = ranges.get(middle);
            if (range.last.compareTo(first) < 0) {
                from = middle + 1;
            } else if (range.first.compareTo(first) > 0) {
                to = middle - 1;
            } else {
                return range.last.compareTo(last) >= 0;
            }
        }
        return false;
    }

    /** Whether the set contains all addresses of the other one. */
    boolean hasAll(AddressSet other) {
        return other.ranges.stream().allMatch(range -> hasAll(range.first, range.last));
    }

    /** Whether any address is in both sets. The time grows with the number of ranges of the smaller set. */
    boolean overlaps(AddressSet other) {
        if (other.ranges.size() > ranges.size()) {
            return other.overlaps(this);
        }
        return other.ranges.stream().anyMatch(range -> hasAny(range.first, range.last));
    }

    /** Whether the set contains any address from {@code first} to {@code last}. */
    private boolean hasAny(IpNumber first, IpNumber last) {
        int from = 0;
        int to = ranges.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ranges.get(middle).last.compareTo(first) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < ranges.size() && ranges.get(from).first.compareTo(last) <= 0;
    }

    /**
     * Returns the addresses of this set that the other set lacks. One pass through both, regardless of the number of
     * ranges.
     */
    AddressSet without(AddressSet other) {
        List<Range> left = new ArrayList<>();
        int next = 0;
        for (Range range : ranges) {
            IpNumber first = range.first;
            boolean any = true;
            while (next < other.ranges.size() && other.ranges.get(next).last.compareTo(first) < 0) {
                next++;
            }
            // The last one may extend into the following range, and is considered again there.
            for (int i = next; any && i < other.ranges.size(); i++) {
                Range gone = other.ranges.get(i);
                if (gone.first.compareTo(range.last) > 0) {
                    break;
                }
                if (gone.first.compareTo(first) > 0) {
                    left.add(new Range(first, gone.first.previous()));
                }
                any = gone.last.compareTo(range.last) < 0;
                first = any ? gone.last.next() : first;
                next = any ? i + 1 : i;
            }
            if (any) {
                left.add(new Range(first, range.last));
            }
        }
        return new AddressSet(left);
    }
}
