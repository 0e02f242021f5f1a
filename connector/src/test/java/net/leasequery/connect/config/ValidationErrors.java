package net.leasequery.connect.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** What the REST endpoint {@code validate} answers about a configuration. */
final class ValidationErrors {

    private ValidationErrors() {}

    /** Returns the messages of each key that has any. */
    static Map<String, List<String>> byKey(Map<String, String> given) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : ConfigValidation.validate(given).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    /** Does the same with the messages of a key as one text. */
    static Map<String, String> textByKey(Map<String, String> given) {
        Map<String, String> errors = new HashMap<>();
        byKey(given).forEach((key, messages) -> errors.put(key, String.join("; ", messages)));
        return errors;
    }
}
