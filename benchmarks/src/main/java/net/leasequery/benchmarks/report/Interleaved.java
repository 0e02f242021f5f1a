package net.leasequery.benchmarks.report;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs stages in rounds within one JVM: a few thousand calls of each, one stage after the other, again and again.
 * Less exact than {@link Rounds}, because the stages share the compiler's profile, but done in a minute of processor
 * time, and on a busy machine every stage suffers the same disturbance. For one thread.
 */
public final class Interleaved {

    private static final int CALLS = 3_000;
    private static final int WARM_UPS = 12;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final Map<Stage, MethodHandle> calls = new LinkedHashMap<>();
    private Object last = this;

    /**
     * Finds the methods of stages.
     *
     * @param stages in the order in which each round runs them
     * @param benchmarks objects of the classes that the stages name
     */
    public Interleaved(List<Stage> stages, Object... benchmarks) throws IllegalAccessException {
        for (Stage stage : stages) {
            calls.put(stage, call(stage, benchmarks));
        }
    }

    private static MethodHandle call(Stage stage, Object... benchmarks) throws IllegalAccessException {
        for (Object benchmark : benchmarks) {
            for (Method method : benchmark.getClass().getMethods()) {
                if (stage.method().equals(benchmark.getClass().getSimpleName() + "." + method.getName())) {
                    return MethodHandles.lookup()
                            .unreflect(method)
                            .bindTo(benchmark)
                            .asType(MethodType.methodType(Object.class));
                }
            }
        }
        throw new IllegalArgumentException("No class of " + Arrays.toString(benchmarks) + " has " + stage.method());
    }

    /** The measurements of each stage, one for each round. */
    public Map<Stage, List<Measurement>> run(int rounds) {
        Map<Stage, List<Measurement>> measured = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (Map.Entry<Stage, MethodHandle> each : calls.entrySet()) {
                Measurement one = measured(each.getKey(), each.getValue());
                if (round >= 0) {
                    measured.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return measured;
    }

    private Measurement measured(Stage stage, MethodHandle call) {
        int count = Math.max(1, CALLS / stage.messages());
        long octets = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        try {
            for (int i = 0; i < count; i++) {
                last = (Object) call.invokeExact();
            }
        } catch (Throwable e) {
            throw new IllegalStateException(stage.method() + " failed", e);
        }
        double messages = (double) count * stage.messages();
        return new Measurement(
                (threads.getCurrentThreadCpuTime() - nanos) / messages,
                (threads.getThreadAllocatedBytes(thread) - octets) / messages);
    }

    /** The result of the last call, kept so that the compiler cannot remove the call. */
    public Object last() {
        return last;
    }
}
