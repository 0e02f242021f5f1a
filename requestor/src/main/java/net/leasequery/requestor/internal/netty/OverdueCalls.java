package net.leasequery.requestor.internal.netty;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were given up but still run, of all requestors and validations of this plugin in the JVM. Each holds a
 * thread. Their number is bounded, per subject and in total.
 */
final class OverdueCalls {

    static final int MOST_OF_ONE_SUBJECT = 4;
    static final int MOST = 64;

    private static final Map<String, Integer> BY_SUBJECT = new HashMap<>();

    private OverdueCalls() {}

    /** Returns why no call on this subject may begin now; null if one may. */
    static synchronized @Nullable String refusal(String subject) {
        int ofThis = BY_SUBJECT.getOrDefault(subject, 0);
        if (ofThis >= MOST_OF_ONE_SUBJECT) {
            return ofThis + " earlier attempts at " + subject + " still hang in the operating system";
        }
        int all = BY_SUBJECT.values().stream().mapToInt(Integer::intValue).sum();
        return all >= MOST
                ? all + " calls to files and name servers hang in the operating system, of " + BY_SUBJECT.keySet()
                : null;
    }

    static synchronized void add(String subject) {
        BY_SUBJECT.merge(subject, 1, Integer::sum);
    }

    static synchronized void remove(String subject) {
        BY_SUBJECT.computeIfPresent(subject, (key, count) -> count == 1 ? null : count - 1);
    }
}
