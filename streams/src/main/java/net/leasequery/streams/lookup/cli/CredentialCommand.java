package net.leasequery.streams.lookup.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import net.leasequery.streams.lookup.access.Credentials;
import net.leasequery.streams.lookup.access.SecretHash;

/** {@code bin/lookup-credential}: prints a line for {@code http.credentials.file}. */
public final class CredentialCommand {
    private static final int WRONG = 2;
    private static final int TOKEN_OCTETS = 32;
    private static final int LEAST_CHARACTERS = 12;
    private static final String USAGE = """
            Usage: bin/lookup-credential basic NAME ROLES < FILE-WITH-PASSWORD
                   bin/lookup-credential bearer NAME ROLES

            ROLES are some of read, erase, audit, separated by commas. Prints a line for http.credentials.file.
            For bearer, it also prints the token, once, to standard error.""";

    private CredentialCommand() {}

    /**
     * Prints the line.
     *
     * @param arguments kind, name and roles
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, new InputStreamReader(System.in, StandardCharsets.UTF_8), System.out, System.err));
    }

    static int run(String[] arguments, Reader in, PrintStream out, PrintStream err) throws IOException {
        if (arguments.length != 3 || !(arguments[0].equals("basic") || arguments[0].equals("bearer"))) {
            err.println(USAGE);
            return WRONG;
        }
        boolean bearer = arguments[0].equals("bearer");
        String secret = bearer ? token() : password(in);
        if (secret.length() < LEAST_CHARACTERS) {
            err.println("A password has at least " + LEAST_CHARACTERS + " characters.");
            return WRONG;
        }
        SecretHash hash = bearer ? SecretHash.ofToken(secret) : SecretHash.ofPassword(secret);
        String line = arguments[0] + " " + arguments[2] + " " + arguments[1] + " " + hash.text();
        try {
            Credentials.check(line);
        } catch (IllegalArgumentException e) {
            err.println("Not usable: " + e.getMessage() + ".");
            return WRONG;
        }
        if (bearer) {
            err.println("Token, shown once: " + arguments[1] + "." + secret);
        }
        out.println(line);
        return 0;
    }

    private static String token() {
        byte[] octets = new byte[TOKEN_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static String password(Reader in) throws IOException {
        String line = new BufferedReader(in).readLine();
        return line == null ? "" : line.strip();
    }
}
