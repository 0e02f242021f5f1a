package net.leasequery.requestor.internal.netty;

/** Thrown if a call was not begun because too many earlier calls hang. The message says which. */
public final class TooManyOverdueException extends Exception {

    private static final long serialVersionUID = 1L;

    TooManyOverdueException(String message) {
        super(message);
    }
}
