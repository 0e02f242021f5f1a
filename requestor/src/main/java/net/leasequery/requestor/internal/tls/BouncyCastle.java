package net.leasequery.requestor.internal.tls;

import java.security.Provider;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Provider instances of our own. They are named wherever an algorithm is asked for and never installed:
 * the JVM belongs to the worker, and another plugin may have brought another version.
 */
final class BouncyCastle {

    static final Provider CRYPTO = new BouncyCastleProvider();
    static final Provider JSSE = new BouncyCastleJsseProvider(CRYPTO);

    /**
     * Bouncy Castle's log of each handshake, by java.util.logging, which keeps a logger's level only as long as somebody
     * holds the logger. Workers print it past their own configuration of logs, as often as a server likes. What it tells
     * of a connection stands in the event {@code DISCONNECTED}, in better words. Whoever has set a level wants to see it.
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

    /** Loggers that say nothing, unless they were told to. */
    static List<Logger> handshakeLoggers() {
        return HANDSHAKES;
    }
}
