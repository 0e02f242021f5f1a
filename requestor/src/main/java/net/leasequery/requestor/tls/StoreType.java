package net.leasequery.requestor.tls;

/** Format of a binary key or trust store. */
public enum StoreType {
    /** Java's own format; the JDK also reads a PKCS#12 file under this name. */
    JKS,
    /** RFC 7292, as {@code openssl pkcs12 -export} makes it. */
    PKCS12
}
