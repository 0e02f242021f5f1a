package net.leasequery.requestor.internal.tls;

import java.security.Provider;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Private provider instances. They are passed explicitly to each request for an algorithm and never installed in the
 * JVM, because the JVM belongs to the worker and another plugin may use another version.
 */
final class BouncyCastle {

    static final Provider CRYPTO = new BouncyCastleProvider();
    static final Provider JSSE = new BouncyCastleJsseProvider(CRYPTO);

    /**
     * Loggers of Bouncy Castle for each handshake. java.util.logging keeps a logger's level only while the logger is
     * referenced. Workers print these lines outside of their own log configuration, as often as a server causes them.
     * The event {@code DISCONNECTED} reports the same more clearly. A level that was set explicitly is respected.
     */
    private static final List<Logger> HANDSHAKES = Stream.of(
                    "org.bouncycastle.jsse.provider.ProvTlsClient", "org.bouncycastle.jsse.provider.ProvTlsServer")
            .map(BouncyCastle::silenced)
            .toList();

    private BouncyCastle() {}

    private static Logger silenced(String name) {
        Logger logger = Logger.getLogger(name);
        if (logger.getLevel() == null) {
            logger.setLevel(Level.OFF);
        }
        return logger;
    }

    /** Returns the loggers, which are silent unless their level was set. */
    static List<Logger> handshakeLoggers() {
        return HANDSHAKES;
    }
}
