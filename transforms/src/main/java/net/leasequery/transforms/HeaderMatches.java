package net.leasequery.transforms;

import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import net.leasequery.transforms.internal.BuildVersion;
import net.leasequery.transforms.internal.binding.HeaderText;
import net.leasequery.transforms.internal.config.NotBlank;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.config.RegularExpression;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * True for records with a header whose whole value matches a regular expression, such as {@code leasequery.state} with
 * {@code ACTIVE}. Of several headers with the same name, one has to match. Thread-safe once configured.
 */
public final class HeaderMatches<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    static final String HEADER = "header";
    static final String PATTERN = "pattern";

    private record Wanted(String header, Pattern pattern) {}

    private volatile @Nullable Wanted wanted;

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        HEADER,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new NotBlank(),
                        Importance.HIGH,
                        "Name of the header, such as `leasequery.server`, `leasequery.origin` or `leasequery.state`. At a"
                                + " sink with the default `header.converter`, a server name that looks like a number"
                                + " or date becomes one: `007` is then matched as `7`. Set `header.converter` to"
                                + " `org.apache.kafka.connect.storage.StringConverter` for such names.")
                .define(
                        PATTERN,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new RegularExpression(),
                        Importance.HIGH,
                        "Java regular expression that the whole value of the header must match, such as `ACTIVE` or"
                                + " `EXPIRED|RELEASED`.");
    }

    @Override
    public void configure(Map<String, ?> given) {
        ParsedKeys keys = ParsedKeys.of(config(), given);
        wanted = new Wanted(keys.text(HEADER), Pattern.compile(keys.text(PATTERN)));
    }

    @Override
    public boolean test(R record) {
        Wanted current = wanted;
        if (current == null) {
            throw new IllegalStateException("configure was not called");
        }
        Iterator<Header> headers = record.headers().allWithName(current.header());
        while (headers.hasNext()) {
            String value = HeaderText.of(headers.next());
            if (value != null && current.pattern().matcher(value).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public void close() {
        // There are no resources to close.
    }
}
