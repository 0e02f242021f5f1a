package net.leasequery.requestor.tls;

/**
 * Our keys or trusted certificates cannot be used. The message says what is wrong and with which file,
 * never what is in it; there is no cause, for libraries are less careful.
 */
public sealed class UnusableMaterialException extends Exception permits MissingFileException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and with which file; no secret */
    public UnusableMaterialException(String message) {
        super(message);
    }
}
