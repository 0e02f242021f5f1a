package net.leasequery.quickstart.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs until it is killed. With arguments (leash, folder) it starts another of its kind and prints its id. */
final class Generations {
    private Generations() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            Path leash = Path.of(arguments[0]);
            Path folder = Path.of(arguments[1]);
            ChildProcess child = new ChildProcess("child", command(), leash, folder, () -> true);
            child.launch();
            System.out.println(child.pid());
        }
        new CountDownLatch(1).await();
    }

    static JavaCommand command(String... arguments) {
        return new JavaCommand(
                List.of("-Xmx32m"),
                List.of("-cp", System.getProperty("java.class.path"), Generations.class.getName()),
                List.of(arguments),
                Map.of());
    }
}
