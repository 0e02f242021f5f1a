package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Kafka's own {@code connect-plugin-path.sh list} says of the archive as a worker has unpacked it. */
@Timeout(240)
@ExtendWith(ConnectClusterExtension.class)
class PluginPathIT {

    @Test
    void everyPluginIsLoadableAndFoundByItsServiceFile(ConnectCluster cluster, WorkFolder work) throws Exception {
        assertThat(cluster.worker().process().isAlive()).isTrue();
        Path runtime = Installation.fromSystemProperty().home().resolve("quickstart/runtime");
        Path output = work.of("plugin-path.txt");
        Process list = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        runtime.resolve("broker/target/lib") + "/*:" + runtime.resolve("worker/target/lib") + "/*",
                        "org.apache.kafka.tools.ConnectPluginPath",
                        "list",
                        "--plugin-path",
                        work.of("worker").resolve("plugins").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(list.waitFor(90, TimeUnit.SECONDS)).isTrue();

        assertThat(list.exitValue()).isZero();
        List<String[]> plugins = Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("net.leasequery."))
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(plugins).hasSize(10).allSatisfy(plugin -> {
            assertThat(plugin[5]).as("%s is loadable", plugin[0]).isEqualTo("true");
            assertThat(plugin[6]).as("%s has a service file", plugin[0]).isEqualTo("true");
        });
        assertThat(Files.readString(output))
                .containsPattern("Total plugins: +\t10\n")
                .containsPattern("Loadable plugins: +\t10\n")
                .containsPattern("Compatible plugins: +\t10\n");
    }
}
