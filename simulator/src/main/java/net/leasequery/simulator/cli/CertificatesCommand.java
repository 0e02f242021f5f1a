package net.leasequery.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import net.leasequery.simulator.tls.CertificateOrder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes certificates for a trial: {@code authority.pem}, {@code server.pem}, {@code requestor.pem}. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Makes a throw-away authority and, from it, a server's and a requestor's private key and"
                + " certificate, valid for 30 days. The authority's own key is kept nowhere. Never use them for more"
                + " than a trial.")
final class CertificatesCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where to put the files.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(names = "--host", paramLabel = "NAME", description = "Host names of the server; may be repeated.")
    private List<String> hosts = List.of("localhost");

    @Option(names = "--address", paramLabel = "IP", description = "IP addresses of the server; may be repeated.")
    private List<String> addresses = List.of("127.0.0.1", "::1");

    @Option(names = "--requestor", paramLabel = "NAME", description = "Common name of the requestor.")
    private String requestor = "requestor";

    @Option(names = "--keys", paramLabel = "KIND", description = "Kind of keys: ${COMPLETION-CANDIDATES}.")
    private KeyKind keys = KeyKind.ECDSA;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (hosts.stream().anyMatch(String::isBlank)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--host is empty; name a host, or leave it out");
        }
        try {
            writeCertificates();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "no certificate for " + hosts + " and " + addresses + ": " + e.getMessage(), e);
        } catch (IOException e) {
            spec.commandLine().getErr().println("cannot write to " + out + ": " + e);
            return CommandLine.ExitCode.SOFTWARE;
        }
        spec.commandLine().getOut().println("authority.pem, server.pem and requestor.pem are in " + out);
        return CommandLine.ExitCode.OK;
    }

    private void writeCertificates() throws IOException {
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("Throw-away authority", keys);
        CertificateOrder server = authority
                .order("dhcp server")
                .forHosts(hosts.toArray(String[]::new))
                .forAddresses(addresses.toArray(String[]::new));
        Files.createDirectories(out);
        Files.writeString(out.resolve("authority.pem"), Identity.pem(authority.certificate()));
        server.issue().write(out.resolve("server.pem"));
        authority.order(requestor).issue().write(out.resolve("requestor.pem"));
    }
}
