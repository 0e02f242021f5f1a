package net.leasequery.streams.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import net.leasequery.streams.settings.SettingsReader;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** {@code bin/lease-streams FILE.properties}: runs the application until it is stopped. */
public final class LeaseStreamsCommand {
    private static final int REFUSED = 2;
    private static final int FAILED = 1;

    private LeaseStreamsCommand() {}

    /**
     * Runs the application until it is stopped.
     *
     * @param arguments the properties file
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: bin/lease-streams FILE.properties");
            System.exit(REFUSED);
        }
        setFormatLocale();
        System.exit(run(Path.of(arguments[0])));
    }

    /**
     * Kafka Streams formats a text with a number for each record of a task that has an empty input. For any locale
     * other than this one, Java looks up the locale's digits each time.
     */
    static void setFormatLocale() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    }

    private static int run(Path file) throws InterruptedException {
        LeaseStreams application;
        try {
            application = new LeaseStreams(SettingsReader.read(read(file)));
        } catch (ConfigException | IOException e) {
            System.err.println(file + ": " + e.getMessage());
            return REFUSED;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            System.err.println("The Kafka cluster cannot be queried: " + rootMessage(e)
                    + ". Check bootstrap.servers and, for a secured cluster, streams.security.*");
            return FAILED;
        }
        Thread onStop = new Thread(application::close, "lease-streams-stop");
        Runtime.getRuntime().addShutdownHook(onStop);
        try {
            application.start();
        } catch (ConfigException e) {
            System.err.println(file + ": " + e.getMessage());
            return REFUSED;
        } catch (IOException e) {
            System.err.println("http.listener cannot be opened: " + e.getMessage() + ". Choose another port");
            return REFUSED;
        }
        Throwable failure = application.await();
        if (failure == null) {
            return 0;
        }
        return failure instanceof ConfigException ? REFUSED : FAILED;
    }

    /** The JDK's exceptions say only the file's name, or only that an escape is wrong. */
    static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (MalformedInputException e) {
            throw new IOException("the file is not in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("a backslash begins an escape that does not exist; write it as \\\\", e);
        }
        Map<String, String> given = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> given.put(key, properties.getProperty(key).strip()));
        return given;
    }

    private static String rootMessage(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.toString();
    }
}
