package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import net.leasequery.quickstart.process.FolderTree;

/** Runs schedules of servers that share their leases, one after the other, each in a cluster of its own. One thread. */
final class NetworkSoak {
    private static final int CLEAN = 0;
    private static final int INTERRUPTED = 130;

    private final ToIntFunction<String[]> quickstart;
    private final Consumer<String> out;

    /**
     * Creates a soak.
     *
     * @param quickstart runs {@code bin/quickstart} with these arguments; returns its exit status
     * @param out receives readable lines
     */
    NetworkSoak(ToIntFunction<String[]> quickstart, Consumer<String> out) {
        this.quickstart = quickstart;
        this.out = out;
    }

    /**
     * Plays schedules. The files of failed schedules are kept for analysis.
     *
     * @param servers options that select the servers
     * @param folder for a folder of each schedule
     * @param first seed of the first schedule; the others count up
     * @return how many failed
     * @throws InterruptedException if interrupted; no other schedule begins
     */
    int run(List<String> servers, Path folder, long first, int schedules) throws IOException, InterruptedException {
        int wrong = 0;
        for (long seed = first; seed < first + schedules; seed++) {
            Path own = folder.resolve("seed-" + seed);
            List<String> words = new ArrayList<>(servers);
            words.addAll(List.of("--check", "--kill", "--seed", Long.toString(seed)));
            words.addAll(List.of("--work-dir", own.toString(), "--keep"));
            int status = quickstart.applyAsInt(words.toArray(String[]::new));
            if (status == INTERRUPTED) {
                throw new InterruptedException("interrupted in the schedule of seed " + seed);
            }
            if (status == CLEAN) {
                FolderTree.delete(own);
            } else {
                wrong++;
                out.accept("Seed " + seed + " ended with status " + status + "; its files are in " + own);
            }
        }
        out.accept(schedules + " schedules from seed " + first + " on, " + wrong + " wrong");
        return wrong;
    }
}
