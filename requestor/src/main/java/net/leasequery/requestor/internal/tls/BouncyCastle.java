package net.leasequery.requestor.internal.tls;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Provider instances of our own. They are named wherever an algorithm is asked for and never installed:
 * the JVM belongs to the worker, and another plugin may have brought another version.
 */
final class BouncyCastle {

    static final Provider CRYPTO = new BouncyCastleProvider();
    static final Provider JSSE = new BouncyCastleJsseProvider(CRYPTO);

    private BouncyCastle() {}
}
