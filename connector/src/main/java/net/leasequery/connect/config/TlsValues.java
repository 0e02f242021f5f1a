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

/** The parsed values of {@link TlsKeys} as what they mean, and what turns out to be wrong with them. Shows no secret. */
final class TlsValues {

    /** What a remedy adds where clear text would be one, too. */
    static final String OR_CLEAR_TEXT = "; security.protocol=PLAINTEXT would send lease data in clear text";

    /** What a remedy adds where a file is missing. */
    private static final String MISSING =
            " on this worker; put it on every worker that may run the task, or correct the path";

    private final Map<String, ?> parsed;
    private final Map<String, String> problems = new LinkedHashMap<>();

    /**
     * @param parsed values by key; one that is not valid in itself is missing
     */
    TlsValues(Map<String, ?> parsed) {
        this.parsed = parsed;
    }

    /** Key to message, in the order in which they were found. */
    Map<String, String> problems() {
        return problems;
    }

    /** Whether something is wrong with this key. */
    boolean hasProblem(String key) {
        return problems.containsKey(key);
    }

    /** Whether the key has a value that is valid in itself. */
    boolean has(String key) {
        return parsed.containsKey(key);
    }

    /** Uses keys or certificates. */
    interface Inspection {
        void run() throws UnusableMaterialException;
    }

    /**
     * Makes a problem of it if the inspection fails, also because a file is not on this worker: any worker may run
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

    /** Makes a problem of it if the key, a secret, has a value. */
    void refuse(String key, String remedy) {
        if (secretText(key) != null) {
            problem(key, Password.HIDDEN, remedy);
        }
    }

    /** Something is missing, unless what is wrong with it is known already. */
    void problemUnlessKnown(String key, String remedy) {
        if (!hasProblem(key)) {
            problem(key, null, remedy);
        }
    }

    /**
     * Something is wrong.
     *
     * @param value to be shown; null if there is none
     * @param remedy what would be right
     */
    void problem(String key, @Nullable Object value, String remedy) {
        problems.put(key, CrossChecks.invalid(key, value) + remedy);
    }

    /** Whether the type that this key names is PEM. */
    boolean isPem(String typeKey) {
        return TlsKeys.PEM.equalsIgnoreCase(text(typeKey));
    }

    /** The type that this key names, which is not PEM. */
    StoreType storeType(String typeKey) {
        return StoreType.valueOf(String.valueOf(text(typeKey)).toUpperCase(Locale.ROOT));
    }

    /** The file; null if none is named, or it cannot be, which is then among the problems. */
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

    /** The parts of a list; empty if there is none. */
    List<String> words(String key) {
        return parsed.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Null if there is none, or it is blank. */
    @Nullable
    String text(String key) {
        return parsed.get(key) instanceof String text && !text.isBlank() ? text : null;
    }

    @Nullable
    Secret secret(String key) {
        String text = secretText(key);
        return text == null ? null : Secret.of(text);
    }

    /** The secret in the clear, for what is none: certificates. Null if there is none, or it is empty. */
    @Nullable
    String secretText(String key) {
        return parsed.get(key) instanceof Password password && !password.value().isEmpty() ? password.value() : null;
    }
}
