package net.leasequery.simulator.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.SecureMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Whether connections are secured, and which requestors are accepted. RFC 7724 section 8.1. */
final class TlsOptions {

    @Option(
            names = "--insecure",
            description =
                    "Serve requestors that do not use TLS. Without it they are turned away (RFC 7724 section 8.1).")
    private boolean insecure;

    @Option(
            names = "--tls-identity",
            paramLabel = "FILE",
            description = "Secure connections by TLS. A PEM file with the server's private key and certificates."
                    + " Requestors have to show a certificate.")
    private @Nullable Path tlsIdentity;

    @Option(
            names = "--tls-authority",
            paramLabel = "FILE",
            description = "PEM file with the certificate of the authority that issues the requestors' certificates.")
    private @Nullable Path tlsAuthority;

    @Option(
            names = "--tls-allow",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "NAME",
            description = "Common name of a requestor that is let in; may be repeated. Default: all with a"
                    + " certificate of the authority.")
    private Set<String> tlsAllowed = Set.of();

    /** Whether requestors can be served neither with TLS nor without it. */
    boolean turnsEverybodyAway() {
        return !insecure && tlsIdentity == null;
    }

    /**
     * Configures a server with these options.
     *
     * @throws IllegalArgumentException if the options contradict each other, or a file is missing or damaged
     */
    void describe(LeasequeryServerBuilder builder) {
        if (insecure) {
            builder.insecure();
        }
        if (tlsIdentity == null && tlsAuthority == null) {
            return;
        }
        if (tlsIdentity == null || tlsAuthority == null || insecure) {
            throw new IllegalArgumentException(
                    "--tls-identity and --tls-authority go together, and without --insecure");
        }
        try {
            builder.secure(SecureMode.of(
                    Identity.read(tlsIdentity, tlsIdentity),
                    Identity.readChain(tlsAuthority).get(0),
                    tlsAllowed,
                    SecureMode.PROTOCOLS));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("No TLS: there is no file " + e.getFile(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("No TLS: " + e.getMessage(), e);
        }
    }
}
