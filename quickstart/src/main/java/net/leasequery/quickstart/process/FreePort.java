package net.leasequery.quickstart.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for processes that must find them again after a crash.
 *
 * <p>They lie below the range from which the operating system takes the local ports of outgoing connections (32768 on
 * Linux), so that no client occupies the port while its server is down.
 */
public final class FreePort {
    private static final int LOWEST = 15_000;
    private static final int ABOVE_HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;

    /**
     * Of each process of this machine, by its id: two that run at the same time hardly ever draw from the same ports.
     * "Free now" does not protect a port that another process has given out and nobody listens on yet.
     */
    private static final int PORTS_OF_A_PROCESS = 1_000;

    private static final int FIRST_OF_THIS_PROCESS = LOWEST
            + (int) (ProcessHandle.current().pid() % ((ABOVE_HIGHEST - LOWEST) / PORTS_OF_A_PROCESS))
                    * PORTS_OF_A_PROCESS;

    /** Ports given out so far; each is given to one process only. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * Returns a TCP port that is free now. It is not returned again in this JVM.
     *
     * @throws IllegalStateException if none of 100 ports was free
     */
    public static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = attempt < ATTEMPTS / 2
                    ? FIRST_OF_THIS_PROCESS + random(PORTS_OF_A_PROCESS)
                    : LOWEST + random(ABOVE_HIGHEST - LOWEST);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port among " + ATTEMPTS + " between " + LOWEST + " and "
                + ABOVE_HIGHEST + " on the loopback address");
    }

    /**
     * Returns the first of several consecutive TCP ports that are free now.
     *
     * @throws IllegalStateException as {@link #next()}
     */
    public static int next(int many) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = next();
            if (IntStream.range(first + 1, first + many).allMatch(port -> GIVEN.add(port) && isFree(port))) {
                return first;
            }
        }
        throw new IllegalStateException("No " + many + " free ports side by side on the loopback address");
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** Whether the TCP port of the loopback address is free now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
