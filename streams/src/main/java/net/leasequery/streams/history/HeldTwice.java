package net.leasequery.streams.history;

import java.util.List;

/** Marks tenures of two clients at the same time: the servers do not know of each other's lease. */
final class HeldTwice {

    private HeldTwice() {}

    static void mark(TenureList tenures, long epsilonMillis) {
        List<StoredTenure> all = tenures.all();
        for (StoredTenure tenure : all) {
            boolean twice = all.stream()
                    .anyMatch(other -> !other.isOf(tenure.client()) && overlap(tenure, other, epsilonMillis));
            tenure.put("heldTwice", twice);
        }
    }

    private static boolean overlap(StoredTenure one, StoredTenure other, long epsilonMillis) {
        return one.start() < lastsUntil(other) - epsilonMillis && other.start() < lastsUntil(one) - epsilonMillis;
    }

    private static long lastsUntil(StoredTenure tenure) {
        return tenure.isOpen() ? Math.max(tenure.lastSeen(), tenure.expiryOrNever()) : tenure.end();
    }
}
