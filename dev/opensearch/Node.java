import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch node, until this process is ended: {@code Node FOLDER HTTP-PORT}. Run from its source. */
public class Node {

    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> settings.put("http.port", arguments[1]).put("network.host", "127.0.0.1"));
        runner.build("-basePath", Path.of(arguments[0]).toString(), "-numOfNode", "1", "-clusterName", "leasequery");
        // Ends with the test that started it, which holds the other end.
        while (System.in.read() >= 0) {}
        runner.close();
    }
}
