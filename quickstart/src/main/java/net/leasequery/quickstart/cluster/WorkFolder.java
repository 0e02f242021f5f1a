package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder under which every process keeps its files: a sub-folder each, and {@code logs} for all.
 *
 * @param root absolute; exists
 */
public record WorkFolder(Path root) {
    /** Kafka's processes log to a file of bounded size; the settings come with the leash's jar. */
    static final String LOG4J = "-Dlog4j2.configurationFile=classpath:net/leasequery/quickstart/cluster/log4j2.xml";

    /** Creates the folder if it does not exist. */
    public static WorkFolder at(Path root) throws IOException {
        WorkFolder work = new WorkFolder(root.toAbsolutePath().normalize());
        Files.createDirectories(work.logs());
        return work;
    }

    /** The folder of one process; it need not exist. */
    public Path of(String process) {
        return root.resolve(process);
    }

    public Path logs() {
        return root.resolve("logs");
    }
}
