package net.leasequery.transforms.internal.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a Java regular expression. */
public final class RegularExpression implements ConfigDef.Validator {

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value == null) {
            return;
        }
        try {
            Pattern unused = Pattern.compile(value.toString());
        } catch (PatternSyntaxException e) {
            throw new ConfigException(
                    key, value, e.getDescription() + "; give a regular expression of Java, as EXPIRED|RELEASED");
        }
    }

    @Override
    public String toString() {
        return "regular expression";
    }
}
