package net.leasequery.codec.v6;

/** The range of transaction-id: 24 opaque bits. RFC 8415 section 8. */
final class TransactionId {

    private static final int MAX = 0xff_ffff;

    private TransactionId() {}

    static void check(int transactionId) {
        if (transactionId < 0 || transactionId > MAX) {
            throw new IllegalArgumentException("a transaction-id has 24 bit, this is " + transactionId);
        }
    }
}
