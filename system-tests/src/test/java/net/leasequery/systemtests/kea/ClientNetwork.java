package net.leasequery.systemtests.kea;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * DHCP clients in a network namespace of their own, made by {@code dev/kea/client-network}; they are those
 * of {@code perfdhcp}, which comes with Kea.
 */
public final class ClientNetwork implements AutoCloseable {
    private static final int CANNOT = 3;

    private final Path script;
    private final String name;

    private ClientNetwork(Path script, String name) {
        this.script = script;
        this.name = name;
    }

    /**
     * Makes the network.
     *
     * @param home of this repository
     * @param name at most 8 characters
     * @throws UnsupportedOperationException if this machine makes no network namespaces; says why
     */
    public static ClientNetwork up(Path home, String name) throws IOException, InterruptedException {
        return up(home, name, 0);
    }

    /**
     * Makes one of several networks.
     *
     * @param home of this repository
     * @param name at most 8 characters
     * @param number third octet of its addresses, 0 to 255
     * @throws UnsupportedOperationException if this machine makes no network namespaces; says why
     */
    public static ClientNetwork up(Path home, String name, int number) throws IOException, InterruptedException {
        Path script = home.resolve("dev/kea/client-network");
        Outcome outcome = run(List.of(script.toString(), "up", name, Integer.toString(number)));
        if (outcome.status() == CANNOT) {
            throw new UnsupportedOperationException(outcome.output());
        }
        outcome.require();
        return new ClientNetwork(script, name);
    }

    /** Kea's end of the link. */
    public String serverInterface() {
        return "lq-" + name + "-a";
    }

    /**
     * Lets clients do what the arguments of {@code perfdhcp} say, and waits until they have.
     *
     * @return what perfdhcp reports
     */
    public String perfdhcp(Path chroot, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ip", "netns", "exec", name, "chroot", chroot.toString(), "perfdhcp", "-l", "lq-" + name + "-b"));
        command.addAll(List.of(arguments));
        return run(command).output();
    }

    @Override
    public void close() {
        try {
            run(List.of(script.toString(), "down", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Outcome(int status, String output) {
        void require() throws IOException {
            if (status != 0) {
                throw new IOException("status " + status + ": " + output);
            }
        }
    }

    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
