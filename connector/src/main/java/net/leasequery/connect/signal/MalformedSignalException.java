package net.leasequery.connect.signal;

import org.jspecify.annotations.Nullable;

/** A signal that cannot be carried out as written. The message gives the error and a correct form. */
public final class MalformedSignalException extends Exception {

    private static final long serialVersionUID = 1;

    private final @Nullable String id;

    MalformedSignalException(@Nullable String id, String message) {
        super(message);
        this.id = id;
    }

    /** Identifier of the signal; null if it has no readable one. */
    public @Nullable String id() {
        return id;
    }
}
