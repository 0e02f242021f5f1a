package net.leasequery.requestor.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import net.leasequery.requestor.internal.netty.BlockingCall;
import net.leasequery.requestor.internal.netty.MaterialFailures;
import net.leasequery.requestor.internal.tls.ForeignKeyMaterial;
import net.leasequery.requestor.internal.tls.Material;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether keys and certificates can be used, before a connection needs them. Each method blocks for at most
 * {@link #LONGEST_CHECK} and may be called from any thread.
 */
public final class TlsMaterialValidator {

    /** Longest time that a check waits for one file. */
    public static final Duration LONGEST_CHECK = Duration.ofSeconds(10);

    private TlsMaterialValidator() {}

    /**
     * Checks that a requestor could use this private key and certificate now.
     *
     * @throws MissingFileException if the file does not exist on this machine
     * @throws UnusableMaterialException if not; the message says why and contains no secret
     */
    public static void check(KeyMaterial keys) throws UnusableMaterialException {
        Path file = Material.file(keys);
        inTime(file, () -> Material.ownCertificate(keys, Material.read(file)));
    }

    /**
     * Checks that this PEM text has the certificates of a requestor, apart from their private key.
     *
     * @throws UnusableMaterialException if not; the message says why and contains no secret
     */
    public static void checkChain(String certificateChain) throws UnusableMaterialException {
        inTime(null, () -> Material.ownChain(certificateChain));
    }

    /**
     * Checks that a requestor could use these trusted certificates now.
     *
     * @throws MissingFileException if the file does not exist on this machine
     * @throws UnusableMaterialException if not; the message says why and contains no secret
     */
    public static void check(TrustMaterial trust) throws UnusableMaterialException {
        Path file = Material.file(trust);
        inTime(file, () -> Material.trusted(trust, Material.read(file)));
    }

    /**
     * Refuses a file that is not regular, too large, too slow to read, or too costly to decrypt, on behalf of a library
     * that sets no such bounds itself: Kafka's own client reads any file to its end, and hashes a password as often as
     * the file says.
     *
     * @throws MissingFileException if there is no such file
     * @throws UnusableMaterialException if a bound is exceeded; the message says why and contains no secret
     */
    public static void checkBounds(Path file) throws UnusableMaterialException {
        inTime(file, () -> {
            ForeignKeyMaterial.check(file);
            return file;
        });
    }

    /**
     * Does the same as {@link #checkBounds(Path)} for PEM as text.
     *
     * @param where source of the text, for messages
     * @throws UnusableMaterialException if a bound is exceeded; the message says why and contains no secret
     */
    public static void checkBounds(String pem, String where) throws UnusableMaterialException {
        ForeignKeyMaterial.checkText(pem, where);
    }

    private static void inTime(@Nullable Path file, Callable<?> reading) throws UnusableMaterialException {
        String subject = file == null ? "keys and certificates given as text" : file.toString();
        try {
            Object unused = BlockingCall.start(subject, reading).await(LONGEST_CHECK);
        } catch (ExecutionException e) {
            throw MaterialFailures.of(subject, Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw MaterialFailures.notInTime(subject, LONGEST_CHECK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableMaterialException(subject + " was not read: interrupted");
        }
    }
}
