package net.leasequery.requestor.tls;

/**
 * Thrown if the configured keys or trusted certificates cannot be used. The message says what is wrong and with which
 * file, never what is in it. There is no cause, because messages of libraries may reveal secrets.
 */
public sealed class UnusableMaterialException extends Exception permits MissingFileException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and with which file; no secret */
    public UnusableMaterialException(String message) {
        super(message);
    }
}
