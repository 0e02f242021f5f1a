package net.leasequery.requestor.tls;

/** Thrown if a file of keys or certificates does not exist on this machine; it may exist on another worker. */
public final class MissingFileException extends UnusableMaterialException {

    private static final long serialVersionUID = 1L;

    /** @param message which file; no secret */
    public MissingFileException(String message) {
        super(message);
    }
}
