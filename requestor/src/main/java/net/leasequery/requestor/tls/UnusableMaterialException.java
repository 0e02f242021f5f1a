package net.leasequery.requestor.tls;

/**
 * Our keys or trusted certificates cannot be used. The message says what is wrong and with which file,
 * never what is in it; there is no cause, for libraries are less careful.
 */
public final class UnusableMaterialException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableMaterialException(String message) {
        super(message);
    }
}
