package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Runs many schedules, each in one thread, several in parallel, until enough have failed or enough have run. */
final class Simulation {

    private static final int SHRINKING_ATTEMPTS = 3_000;

    private final ScheduleGenerator generator;
    private final long seed;
    private final AtomicLong next = new AtomicLong();
    private final Coverage coverage = new Coverage();
    private long schedules;
    private long steps;
    private long records;
    private final Repeats repeats = new Repeats();
    private long overtaken;
    private final List<Failure> failures = new CopyOnWriteArrayList<>();

    /**
     * A schedule that failed.
     *
     * @param number under which the generator makes it again
     * @param problem what went wrong
     */
    record Failure(long number, Schedule schedule, String problem) {

        /** The failure with the shortest schedule that also fails. */
        private Failure shrunk() {
            Schedule shortest = new ScheduleShrinker(
                            candidate -> SimulationRun.of(candidate).isPresent(), SHRINKING_ATTEMPTS)
                    .shrink(schedule);
            return new Failure(number, shortest, SimulationRun.of(shortest).orElse(problem));
        }

        /** What went wrong, followed by the shortest schedule that also fails, as a test. */
        String text() {
            Failure shrunk = shrunk();
            return "Schedule " + number + " failed: " + shrunk.problem() + "\n\n"
                    + shrunk.schedule().asTest("scheduleThatFailed");
        }
    }

    /**
     * @param seed number of the first schedule; the others follow
     */
    Simulation(Family family, Set<Ingredient> ingredients, long seed) {
        this.generator = new ScheduleGenerator(family, ingredients);
        this.seed = seed;
    }

    /** Runs until {@code most} schedules have run, the time is over, or one fails. */
    Optional<Failure> run(long most, long longestMillis, int threads) throws InterruptedException {
        return run(most, longestMillis, threads, 1).stream().findFirst();
    }

    /**
     * Runs until {@code most} schedules have run, the time is over, or {@code mostFailures} have failed; returns the
     * failures.
     */
    List<Failure> run(long most, long longestMillis, int threads, int mostFailures) throws InterruptedException {
        long deadline = System.nanoTime() + longestMillis * 1_000_000;
        List<Thread> workers = new ArrayList<>(IntStream.range(0, threads)
                .mapToObj(number -> new Thread(() -> work(most, deadline, mostFailures), "simulation-" + number))
                .toList());
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return List.copyOf(failures);
    }

    private void work(long most, long deadline, int mostFailures) {
        Coverage covered = new Coverage();
        long count = 0;
        long performed = 0;
        long written = 0;
        Repeats repeated = new Repeats();
        long late = 0;
        for (long number = next.getAndIncrement();
                number < most && failures.size() < mostFailures && System.nanoTime() < deadline;
                number = next.getAndIncrement()) {
            Schedule schedule = generator.schedule(seed + number);
            SimulationRun run = new SimulationRun(schedule, covered);
            Optional<String> problem = run.run();
            count++;
            performed += schedule.steps().size();
            written += run.records();
            repeated.add(run.repeats());
            late += run.overtaken();
            if (problem.isPresent()) {
                failures.add(new Failure(seed + number, schedule, problem.get()));
            }
        }
        add(covered, count, performed, written, repeated, late);
    }

    private synchronized void add(
            Coverage covered, long count, long performed, long written, Repeats repeated, long late) {
        coverage.add(covered);
        schedules += count;
        steps += performed;
        records += written;
        repeats.add(repeated);
        overtaken += late;
    }

    long schedules() {
        return schedules;
    }

    /** A summary of what ran. */
    synchronized String summary() {
        return ("%d schedules with %d steps (%d on average), %d records. %.1f %% repeat the one before them (%s). %d came"
                        + " after a bulk answer that was newer%n%n%s")
                .formatted(
                        schedules,
                        steps,
                        schedules == 0 ? 0 : steps / schedules,
                        records,
                        records == 0 ? 0 : 100.0 * repeats.sum() / records,
                        repeats,
                        overtaken,
                        coverage.table());
    }
}
