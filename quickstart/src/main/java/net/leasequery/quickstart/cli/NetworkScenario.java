package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import net.leasequery.quickstart.cluster.SimulatorProcess;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the servers, step by step: one is cut off from the others while clients reach all; each side assumes
 * that the other is down and also leases its addresses; when two clients hold one address and the finding has appeared,
 * the servers are reconnected. If processes are killed, too, a server then crashes, is assumed to be down, and recovers.
 * One thread.
 */
final class NetworkScenario {
    private static final Duration BEFORE_THE_CUT = Duration.ofSeconds(5);
    private static final Duration AFTER_HEALING = Duration.ofSeconds(3);

    /** Long enough that clients renew at the other servers. */
    private static final Duration DOWN = Duration.ofSeconds(12);

    private final SharedServers servers;
    private final SimulatorProcess simulator;
    private final boolean crash;
    private final Screen screen;
    private Phase phase = Phase.QUIET;
    private long since = System.nanoTime();
    private @Nullable Instant cutAt;
    private @Nullable Instant healedAt;
    private @Nullable Instant recoveredAt;

    private enum Phase {
        QUIET,
        CUT,
        ALONE,
        HEALED,
        TOGETHER,
        CRASHED,
        GONE,
        OVER
    }

    /**
     * Creates a scenario that begins now.
     *
     * @param crash whether a server crashes after the partition
     */
    NetworkScenario(SharedServers servers, SimulatorProcess simulator, boolean crash, Screen screen) {
        this.servers = servers;
        this.simulator = simulator;
        this.crash = crash;
        this.screen = screen;
    }

    /** Takes the next step if it is time. */
    void goOn(NetworkFindings findings) throws IOException {
        switch (phase) {
            case QUIET -> {
                if (hasLasted(BEFORE_THE_CUT)) {
                    cutAt = Instant.now();
                    simulator.control("partition " + servers.cut());
                    enter(Phase.CUT, servers.cut() + " is cut off from the others; clients reach all servers");
                }
            }
            case CUT -> {
                if (!servers.isPair() || noticed()) {
                    takeForGone();
                    enter(Phase.ALONE, "each side assumes that the other is down and also leases its addresses");
                }
            }
            case ALONE -> {
                if (findings.wereOpen("ADDRESS_HELD_TWICE")) {
                    simulator.control("heal");
                    healedAt = Instant.now();
                    enter(Phase.HEALED, "the servers reach each other again");
                }
            }
            case HEALED -> {
                if (hasLasted(AFTER_HEALING) && isTogether()) {
                    enter(Phase.TOGETHER, "the servers work together");
                }
            }
            case TOGETHER -> {
                if (recoveredAt != null) {
                    enter(Phase.OVER, servers.cut() + " has recovered");
                } else if (!findings.areOpen("ADDRESS_HELD_TWICE")) {
                    screen.line("--- no address is held twice any more");
                    crashOrEnd();
                }
            }
            case CRASHED -> {
                if (!servers.isPair() || interrupted(servers.other())) {
                    takeForGoneBy(servers.other(), servers.cut());
                    enter(Phase.GONE, servers.other() + " assumes that " + servers.cut() + " is down");
                }
            }
            case GONE -> {
                if (hasLasted(DOWN)) {
                    simulator.control("recover " + servers.cut());
                    recoveredAt = Instant.now();
                    enter(Phase.HEALED, servers.cut() + " starts again");
                }
            }
            case OVER -> {
                // Nothing more happens to the servers.
            }
        }
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    /** When the servers were cut from each other; {@link Instant#MAX} before. */
    Instant cutAt() {
        return cutAt == null ? Instant.MAX : cutAt;
    }

    /** When the paths between the servers were restored; {@link Instant#MAX} before. */
    Instant healedAt() {
        return healedAt == null ? Instant.MAX : healedAt;
    }

    /** When the last server was reached again; {@link Instant#MAX} before. */
    Instant restoredAt() {
        return recoveredAt == null ? healedAt() : recoveredAt;
    }

    private void crashOrEnd() throws IOException {
        if (crash) {
            simulator.control("crash " + servers.cut());
            enter(Phase.CRASHED, servers.cut() + " crashes");
        } else {
            phase = Phase.OVER;
        }
    }

    private boolean noticed() throws IOException {
        return interrupted(servers.cut()) && interrupted(servers.other());
    }

    private boolean interrupted(String name) throws IOException {
        return simulator.control("status").contains(name + "=\"COMMUNICATIONS_INTERRUPTED\"");
    }

    private void takeForGone() throws IOException {
        takeForGoneBy(servers.other(), servers.cut());
        if (servers.isPair()) {
            takeForGoneBy(servers.cut(), servers.other());
        }
    }

    private void takeForGoneBy(String server, String gone) throws IOException {
        simulator.control(servers.isPair() ? "partner-down " + server : "leave " + gone + " " + server);
    }

    private boolean isTogether() throws IOException {
        String status = simulator.control("status");
        if (servers.isPair()) {
            return servers.names().stream().allMatch(name -> status.contains(name + "=\"NORMAL\""));
        }
        if (status.contains(servers.cut() + "=\"OUTSIDE\"")) {
            simulator.control("join " + servers.cut() + " " + servers.other());
        }
        String whole = "=\"MEMBER of " + servers.names().size() + "\"";
        return servers.names().stream().allMatch(name -> status.contains(name + whole));
    }

    private boolean hasLasted(Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }

    private void enter(Phase next, String what) {
        phase = next;
        since = System.nanoTime();
        screen.line("--- " + what);
    }
}
