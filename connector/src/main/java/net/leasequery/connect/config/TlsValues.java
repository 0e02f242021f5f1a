package net.leasequery.connect.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.leasequery.requestor.tls.MissingFileException;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The parsed values of {@link TlsKeys} as typed values, and the problems found in them. Never shows a secret. */
final class TlsValues {

    /** Added to a remedy if clear text would be a remedy, too. */
    static final String OR_CLEAR_TEXT = "; security.protocol=PLAINTEXT would send lease data in clear text";

    /** Added to a remedy if a file is missing. */
    private static final String MISSING =
            " on this worker; put it on every worker that may run the task, or correct the path";

    private final Map<String, ?> parsed;
    private final Map<String, String> problems = new LinkedHashMap<>();

    /**
     * @param parsed values by key; a value that is not valid by itself is missing
     */
    TlsValues(Map<String, ?> parsed) {
        this.parsed = parsed;
    }

    /** Messages by key, in the order in which the problems were found. */
    Map<String, String> problems() {
        return problems;
    }

    /** Whether this key has a problem. */
    boolean hasProblem(String key) {
        return problems.containsKey(key);
    }

    /** Whether the key has a value that is valid by itself. */
    boolean has(String key) {
        return parsed.containsKey(key);
    }

    /** Uses keys or certificates. */
    interface Inspection {
        void run() throws UnusableMaterialException;
    }

    /**
     * Adds a problem if the inspection fails, even if only because a file is missing on this worker: any worker may run
     * the task.
     *
     * @param shown in place of the value
     */
    void inspect(String key, Object shown, Inspection inspection) {
        try {
            inspection.run();
        } catch (MissingFileException e) {
            problem(key, shown, e.getMessage() + MISSING);
        } catch (UnusableMaterialException e) {
            problem(key, shown, String.valueOf(e.getMessage()));
        }
    }

    /** Adds a problem if this key, a secret, has a value. */
    void refuse(String key, String remedy) {
        if (secretText(key) != null) {
            problem(key, Password.HIDDEN, remedy);
        }
    }

    /** Adds a problem with a missing value, unless the key already has a problem. */
    void problemUnlessKnown(String key, String remedy) {
        if (!hasProblem(key)) {
            problem(key, null, remedy);
        }
    }

    /**
     * Adds a problem.
     *
     * @param value to be shown; null if there is none
     * @param remedy the correct form
     */
    void problem(String key, @Nullable Object value, String remedy) {
        problems.put(key, CrossChecks.invalid(key, value) + remedy);
    }

    /** Whether the type that this key names is PEM. */
    boolean isPem(String typeKey) {
        return TlsKeys.PEM.equalsIgnoreCase(text(typeKey));
    }

    /** Returns the type that this key names, which must not be PEM. */
    StoreType storeType(String typeKey) {
        return StoreType.valueOf(String.valueOf(text(typeKey)).toUpperCase(Locale.ROOT));
    }

    /** Returns the file; null if none is named or the path is invalid, which is then among the problems. */
    @Nullable
    Path path(String key) {
        String name = text(key);
        try {
            return name == null ? null : Path.of(name);
        } catch (InvalidPathException e) {
            problem(key, name, "not the path of a file");
            return null;
        }
    }

    /** Returns the entries of a list; empty if there is no list. */
    List<String> words(String key) {
        return parsed.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Returns the text; null if there is none, or if it is blank. */
    @Nullable
    String text(String key) {
        return parsed.get(key) instanceof String text && !text.isBlank() ? text : null;
    }

    @Nullable
    Secret secret(String key) {
        String text = secretText(key);
        return text == null ? null : Secret.of(text);
    }

    /**
     * Returns a value of type password in the clear, for certificates, which are no secrets. Null if there is none, or
     * if it is empty.
     */
    @Nullable
    String secretText(String key) {
        return parsed.get(key) instanceof Password password && !password.value().isEmpty() ? password.value() : null;
    }
}
