package net.leasequery.requestor.openssl;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.ScriptedServer;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code openssl s_server} behind a relay: the relay agrees to TLS in clear text and then passes octets on.
 * What openssl decrypts comes out of the process, what goes into it is encrypted.
 */
final class OpensslServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpensslServer.class);
    private static final Protocol TONGUE = Protocol.of(DhcpFamily.IPV4);
    private static final int ATTEMPTS = 200;

    private final Process process;
    private final int port;
    private final DataInputStream decrypted;

    private OpensslServer(Process process, int port) {
        this.process = process;
        this.port = port;
        this.decrypted = new DataInputStream(process.getInputStream());
    }

    /** Starts a server that wants a certificate of the authority from whoever connects. */
    static OpensslServer start(OpensslCertificates certificates, String... more) throws IOException {
        int port = ScriptedServer.unusedPort();
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_server",
                "-quiet",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                certificates.file("server.pem").toString(),
                "-key",
                certificates.file("server-key.pem").toString(),
                "-CAfile",
                certificates.file("authority.pem").toString(),
                "-Verify",
                "2",
                "-verify_return_error"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectError(certificates.file("s_server.log").toFile())
                .start();
        return new OpensslServer(process, port);
    }

    /** Takes the requestor's next connection, agrees to TLS, and hands the rest to openssl. */
    void serve(Session session) throws IOException, InterruptedException {
        session.agreeToTls();
        Socket openssl = connect();
        relay(session.in(), openssl.getOutputStream());
        relay(openssl.getInputStream(), session.out());
    }

    private Socket connect() throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (ConnectException notYet) {
                if (attempt == ATTEMPTS || !process.isAlive()) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static void relay(InputStream from, OutputStream to) {
        Thread relay = new Thread(() -> {
            try (from;
                    to) {
                from.transferTo(to);
            } catch (IOException oneSideHasEnded) {
                LOG.debug("A direction of the relay has ended", oneSideHasEnded);
            }
        });
        relay.setDaemon(true);
        relay.start();
    }

    /** The next query that openssl has decrypted. */
    Query read() {
        try {
            byte[] frame = new byte[decrypted.readUnsignedShort()];
            decrypted.readFully(frame);
            return TONGUE.read(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has openssl encrypt octets. */
    void send(byte[] octets) throws IOException {
        process.getOutputStream().write(octets);
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
