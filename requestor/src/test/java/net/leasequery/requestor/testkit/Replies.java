package net.leasequery.requestor.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Answers of a server to one query, in the order in which they are made, as octets with their lengths. Times are
 * seconds since 1970 of the server's clock.
 */
public interface Replies {

    /** A lease that changed {@code age} seconds before the message was built. */
    byte[] lease(String address, long baseTime, long age);

    byte[] keepAlive(long baseTime);

    byte[] catchUpComplete(long baseTime);

    byte[] dataMissing(long baseTime);

    /** The end of an Active query, in order. */
    byte[] goodbye(long baseTime);

    /** The end of a Bulk answer. */
    byte[] done();

    /** A message that cannot be decoded. */
    default byte[] malformed() {
        return new byte[] {0, 3, 1, 2, 3};
    }

    /** A lease of which the last octets are missing. */
    default byte[] truncatedLease(String address, long baseTime, long age) {
        byte[] whole = lease(address, baseTime, age);
        byte[] truncated = Arrays.copyOf(whole, whole.length - 2);
        ByteBuffer.wrap(truncated).putShort((short) (truncated.length - Short.BYTES));
        return truncated;
    }

    byte[] agreeToTls();

    byte[] refuseTls(String text);

    /** An answer to the request for TLS that says success where nothing is to be said. */
    byte[] succeedInTls();
}
