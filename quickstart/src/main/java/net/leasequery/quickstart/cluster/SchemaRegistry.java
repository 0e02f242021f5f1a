package net.leasequery.quickstart.cluster;

import java.net.URI;
import java.util.Map;
import net.leasequery.quickstart.process.ChildProcess;
import net.leasequery.quickstart.process.JavaCommand;
import net.leasequery.quickstart.process.Readiness;

/**
 * Apicurio Registry with in-memory storage: a restart forgets every schema, and the converters register their schemas
 * again only when they are restarted.
 */
public final class SchemaRegistry implements LocalService {
    private static final String HEAP = "256m";
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private final int port;
    private final ChildProcess process;

    /** Creates a registry that will listen on the port. Not started yet. */
    public SchemaRegistry(Installation installation, WorkFolder work, int port) {
        this.port = port;
        JavaCommand command = JavaCommand.jar(installation.registryJar(), HEAP)
                .withEnvironment(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_CONSOLE_COLOR", "false"));
        this.process = new ChildProcess(
                "registry",
                command,
                installation.leashJar(),
                work.logs(),
                Readiness.answersOk(address(CONFLUENT_API + "/subjects")));
    }

    /** Apicurio's own API, for its converter. */
    public URI apicurioApi() {
        return address("/apis/registry/v2");
    }

    /** Confluent's API in version 7, for all other clients. */
    public URI confluentApi() {
        return address(CONFLUENT_API);
    }

    /**
     * Configuration of the Avro converter that registers its schemas here.
     *
     * @param converter {@code key.converter} or {@code value.converter}
     */
    public Map<String, String> avroConverter(String converter) {
        return Map.of(
                converter,
                "io.apicurio.registry.utils.converter.AvroConverter",
                converter + ".apicurio.registry.url",
                apicurioApi().toString(),
                converter + ".apicurio.registry.auto-register",
                "true",
                converter + ".apicurio.registry.find-latest",
                "true",
                // Confluent's wire format: magic byte 0, then the id that Confluent's API knows
                converter + ".apicurio.registry.as-confluent",
                "true",
                converter + ".apicurio.registry.headers.enabled",
                "false",
                converter + ".apicurio.registry.use-id",
                "contentId");
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    /** Writes nothing, because environment variables contain all settings. */
    @Override
    public void prepare() {}

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
