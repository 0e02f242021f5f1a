package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.LocalService;

/** Kills processes at random moments (kill -9), or stops them in an orderly way, and starts them again. One thread. */
final class NetworkKills {
    private static final int MOST = 6;
    private static final int ORDERLY_ONE_IN = 3;
    private static final int SHORTEST_SECONDS = 3;
    private static final int LONGEST_SECONDS = 12;

    private final List<LocalService> victims;
    private final Random random;
    private final Screen screen;
    private int done;
    private long next;

    NetworkKills(List<LocalService> victims, long seed, Screen screen) {
        this.victims = List.copyOf(victims);
        this.random = new Random(seed);
        this.screen = screen;
        plan();
    }

    /** Kills or stops a process if it is time, and returns when the process serves again. */
    void goOn() throws IOException, InterruptedException {
        if (done < MOST && !victims.isEmpty() && System.nanoTime() - next >= 0) {
            LocalService victim = victims.get(random.nextInt(victims.size()));
            boolean orderly = random.nextInt(ORDERLY_ONE_IN) == 0;
            screen.line((orderly ? "--- restart " : "--- kill -9 ")
                    + victim.process().name());
            if (orderly) {
                victim.stop();
            } else {
                victim.kill();
            }
            victim.start();
            done++;
            plan();
        }
    }

    private void plan() {
        next = System.nanoTime() + TimeUnit.SECONDS.toNanos(random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS));
    }
}
