package net.leasequery.connect.signal;

import org.jspecify.annotations.Nullable;

/** A signal that does not say what is to be done. The message says what is wrong and what would be right. */
public final class MalformedSignalException extends Exception {

    private static final long serialVersionUID = 1;

    private final @Nullable String id;

    MalformedSignalException(@Nullable String id, String message) {
        super(message);
        this.id = id;
    }

    /** Identifier of the signal; null if it has none that can be read. */
    public @Nullable String id() {
        return id;
    }
}
