package net.leasequery.requestor;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which users know the settings of this library. Texts of the library, in notices and log lines, use
 * the names of {@link RequestorSettingsBuilder}; an application with other names can substitute its own. Immutable.
 */
public final class SettingNames {

    /** Settings that texts name: those of the builder, the server's name, and the keys of its TLS settings. */
    public enum Setting {
        /** {@link RequestorSettings#bulkQueries}. */
        BULK_QUERIES("bulkQueries"),
        /** {@link RequestorSettings#snapshotMode}. */
        SNAPSHOT_MODE("snapshotMode"),
        /** {@link RequestorSettings#queryMode}. */
        QUERY_MODE("queryMode"),
        /** {@link RequestorSettings#receiveTimeout}. */
        RECEIVE_TIMEOUT("receiveTimeout"),
        /** {@link RequestorSettings#malformedMessages}. */
        MALFORMED_MESSAGES("malformedMessages"),
        /** {@link RequestorSettings#maxTableOctets}. */
        MAX_TABLE_OCTETS("maxTableOctets"),
        /** {@link RequestorSettings#serverIdentity}. */
        SERVER_IDENTITY("serverIdentity"),
        /** {@link DhcpServer#name}. */
        SERVER_NAME("serverName"),
        /** {@link net.leasequery.requestor.tls.TlsSettings#keys}. */
        TLS_KEYS("tlsKeys");

        private final String text;

        Setting(String text) {
            this.text = text;
        }
    }

    /** The library's own names. */
    public static final SettingNames OWN = new SettingNames(Map.of());

    private static final Map<String, Setting> BY_TEXT = Map.copyOf(
            Stream.of(Setting.values()).collect(Collectors.toMap(setting -> setting.text, Function.identity())));
    private static final Pattern ANY = Pattern.compile("\\b(?:" + String.join("|", BY_TEXT.keySet()) + ")\\b");

    private final Map<Setting, String> names;

    private SettingNames(Map<Setting, String> names) {
        this.names = Map.copyOf(names);
    }

    /** Returns these names; a setting without one keeps the library's. */
    public static SettingNames of(Map<Setting, String> names) {
        return new SettingNames(names);
    }

    /** Returns a text of the library with these names in it. */
    public String in(String text) {
        return names.isEmpty()
                ? text
                : ANY.matcher(text).replaceAll(name -> Matcher.quoteReplacement(nameOf(name.group())));
    }

    /** Returns a notice of the library with these names in its text. */
    public Notice in(Notice notice) {
        if (names.isEmpty()) {
            return notice;
        }
        if (notice instanceof Notice.Disconnected end) {
            return new Notice.Disconnected(end.reason(), in(end.detail()));
        }
        if (notice instanceof Notice.BackfillFailed failed) {
            return new Notice.BackfillFailed(failed.gap(), in(failed.reason()));
        }
        if (notice instanceof Notice.QuestionFailed failed) {
            return new Notice.QuestionFailed(failed.questionId(), failed.tried(), in(failed.reason()));
        }
        return notice instanceof Notice.TableFull full
                ? new Notice.TableFull(full.limitOctets(), in(full.detail()))
                : notice;
    }

    private String nameOf(String text) {
        return names.getOrDefault(BY_TEXT.get(text), text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingNames that && that.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
