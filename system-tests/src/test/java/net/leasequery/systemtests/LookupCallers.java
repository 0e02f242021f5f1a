package net.leasequery.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import net.leasequery.quickstart.cluster.LeaseStreamsProcess;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;

/** Who may ask instances that speak mutual TLS only, and the files that this needs. */
final class LookupCallers {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String SECRET = "a-secret-of-a-caller";

    /** Of {@link #SECRET}, as the command for credentials prints it. */
    private static final String HASH =
            "pbkdf2-sha512$1000$WQUWvZU1jlSKN+Jv4lXcEQ==$ihxE+JImveF0UUna4/fvJ3wPOml4XBEDvVwM7pQhqt4=";

    private final Path folder;
    private final ThrowAwayAuthority authority = ThrowAwayAuthority.create("look-up", KeyKind.ECDSA);
    private final SSLContext readersTls = authority.order("abuse-desk").issue().context(authority.certificate());
    private final HttpClient reader = client(readersTls);
    private final HttpClient eraser =
            client(authority.order("privacy-desk").issue().context(authority.certificate()));

    private LookupCallers(Path folder) {
        this.folder = folder;
    }

    static LookupCallers in(Path folder) throws IOException {
        LookupCallers callers = new LookupCallers(folder);
        Files.writeString(
                callers.credentials(),
                String.join(
                        "\n",
                        "certificate read CN=abuse-desk",
                        "certificate erase CN=privacy-desk",
                        "bearer read siem " + HASH,
                        ""));
        Files.writeString(callers.trust(), Identity.pem(callers.authority.certificate()));
        Files.writeString(callers.token(), "siem." + SECRET + "\n");
        // A machine that is trusted, but is nobody's name.
        Identity machine = callers.authority.order("some-machine").issue();
        Files.writeString(folder.resolve("machine.key"), machine.keyPem());
        Files.writeString(folder.resolve("machine.pem"), machine.chainPem());
        return callers;
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }

    private Path credentials() {
        return folder.resolve("callers");
    }

    private Path trust() {
        return folder.resolve("authority.pem");
    }

    private Path token() {
        return folder.resolve("token");
    }

    /** Gives the instance a certificate of its own; nobody reaches it without one. */
    LeaseStreamsProcess secure(LeaseStreamsProcess instance, String name) throws IOException {
        Path store = folder.resolve(name + ".pem");
        authority.order(name).forAddresses("127.0.0.1").issue().write(store);
        return instance.secured(
                Map.of(
                        "http.ssl.keystore.type",
                        "PEM",
                        "http.ssl.keystore.location",
                        store.toString(),
                        "http.ssl.truststore.type",
                        "PEM",
                        "http.ssl.truststore.location",
                        trust().toString(),
                        "http.ssl.client.auth",
                        "required",
                        "http.credentials.file",
                        credentials().toString()),
                readersTls);
    }

    /** Arguments of {@code bin/who}: a trusted machine, and a name by a token in a file. */
    List<String> who() {
        return List.of(
                "--trust",
                trust().toString(),
                "--key",
                folder.resolve("machine.key").toString(),
                "--certificate",
                folder.resolve("machine.pem").toString(),
                "--secret-file",
                token().toString());
    }

    /** As the abuse desk, who may read. */
    HttpResponse<String> read(URI question) throws IOException, InterruptedException {
        return send(reader, HttpRequest.newBuilder(question));
    }

    /** As the privacy desk, who may erase. */
    HttpResponse<String> asEraser(URI question) throws IOException, InterruptedException {
        return send(eraser, HttpRequest.newBuilder(question));
    }

    /** Asks for an erasure, as the privacy desk. */
    HttpResponse<String> erase(URI erasures, String body) throws IOException, InterruptedException {
        return send(
                eraser,
                HttpRequest.newBuilder(erasures)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }
}
