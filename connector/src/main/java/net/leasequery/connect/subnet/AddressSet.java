package net.leasequery.connect.subnet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of addresses of one family, as ranges in order that neither overlap nor touch. Immutable. */
final class AddressSet {

    /** Both ends included. */
    private record Range(IpNumber first, IpNumber last) {}

    private final List<Range> ranges;

    private AddressSet(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** The addresses of all these subnets. */
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

    /** Whether there is an address between the two, so that they do not touch. */
    private static boolean isBeyond(IpNumber first, IpNumber last) {
        return first.compareTo(last) > 0 && !last.next().equals(first);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether all addresses from {@code first} to {@code last} are in it. */
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

    /** Whether it has all addresses of the other one. */
    boolean hasAll(AddressSet other) {
        return other.ranges.stream().allMatch(range -> hasAll(range.first, range.last));
    }

    /** Whether any address is in both. */
    boolean overlaps(AddressSet other) {
        return ranges.stream()
                .anyMatch(one -> other.ranges.stream()
                        .anyMatch(two -> one.first.compareTo(two.last) <= 0 && two.first.compareTo(one.last) <= 0));
    }

    /** The addresses of this one that the other does not have. */
    AddressSet without(AddressSet other) {
        List<Range> left = new ArrayList<>(ranges);
        for (Range gone : other.ranges) {
            List<Range> next = new ArrayList<>();
            for (Range range : left) {
                if (gone.last.compareTo(range.first) < 0 || gone.first.compareTo(range.last) > 0) {
                    next.add(range);
                    continue;
                }
                if (gone.first.compareTo(range.first) > 0) {
                    next.add(new Range(range.first, gone.first.previous()));
                }
                if (gone.last.compareTo(range.last) < 0) {
                    next.add(new Range(gone.last.next(), range.last));
                }
            }
            left = next;
        }
        return new AddressSet(left);
    }
}
